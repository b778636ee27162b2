using Eoc.Contracts.Grains;
using Eoc.Simulation.Working;

namespace Eoc.Simulation.Commanding;

/// <summary>What a dispatcher wants, under one command id however often it is asked.</summary>
/// <param name="Account">Who.</param>
/// <param name="Command">Under which id.</param>
/// <param name="What">In words, for the trace.</param>
/// <param name="AlwaysWrites">Whether, once accepted, it must be in the record: it cannot have been fulfilled already.</param>
/// <param name="Send">How a process takes it.</param>
/// <param name="Labels">What the dispatcher may know.</param>
/// <param name="Realm">Where.</param>
internal sealed record Request(
    string Account, CommandId Command, string What, bool AlwaysWrites, Audience[] Labels, Func<SimulatedProcess, CommandContext, Task<CommandResult>> Send, RealmId Realm);

/// <summary>What a dispatcher was told, and when.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Result">What was answered.</param>
/// <param name="At">When.</param>
/// <param name="Twice">Whether it was asked by two at once, who may be told different things.</param>
internal sealed record Answered(Request Request, CommandResult Result, DateTimeOffset At, bool Twice);
