using Eoc.Contracts.Grains;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Incidents.Admitting;

/// <summary>From what a grain answers to what goes over the wire.</summary>
internal static class Outcomes
{
    public static Outcome ToOutcome(this CommandResult result) => result switch
    {
        { Accepted: { } accepted } => new() { Accepted = new() { Stream = accepted.Stream.ToString(), Number = accepted.Number } },
        { Refusal: { } refusal } => Refused(refusal),
        _ => throw new InvalidOperationException("A command is accepted or refused."),
    };

    public static CommandResult Refused(string code, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
        var builder = System.Collections.Immutable.ImmutableArray.CreateBuilder<RefusalArgument>();
        foreach (var (name, value) in arguments) builder.Add(new() { Name = name, Value = value });
        return new() { Refusal = new() { Code = code, Arguments = builder.ToImmutable() } };
    }

    private static Outcome Refused(RefusalReply refusal)
    {
        var reply = new Refusal { Code = refusal.Code };
        foreach (var argument in refusal.Arguments) reply.Arguments.Add(argument.Name, argument.Value);
        return new() { Refusal = reply };
    }
}
