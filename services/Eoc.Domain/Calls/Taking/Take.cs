using Eoc.Contracts.Events.Calls;
using Eoc.Contracts.Ids;

namespace Eoc.Domain.Calls.Taking;

/// <summary>A contact arrived.</summary>
public sealed record TakeCall(CallId Call, CallDetails Details);

/// <summary>A call is taken once.</summary>
public static class Take
{
    /// <summary>Decides.</summary>
    public static Decision Decide(Call call, TakeCall command, Moment moment) =>
        call.Id is null ? new CallTaken(command.Call, command.Details) : new AlreadyExists(StreamKind.Call);
}
