using Eoc.Contracts.Rpc.V1;
using Eoc.ServiceDefaults.Validating;
using Google.Protobuf;
using Grpc.Core;

namespace Eoc.Incidents.Admitting;

/// <summary>A command as it arrived: the message, its header, what is wrong with its fields, and the call it came by.</summary>
internal readonly record struct Incoming(IMessage Request, CommandHeader? Header, RequestChecks Checks, ServerCallContext Call);
