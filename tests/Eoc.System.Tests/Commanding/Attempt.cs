using Eoc.Contracts.Rpc.V1;

namespace Eoc.SystemTests.Commanding;

/// <summary>One command as its sender saw it.</summary>
/// <param name="Command">Its id, the same in every try.</param>
/// <param name="Account">Who sent it.</param>
/// <param name="What">What it asked for, in words.</param>
/// <param name="Outcome">The answer; null: none before the sender gave up, so it may or may not have taken effect.</param>
/// <param name="Tries">How often it was sent.</param>
/// <param name="Took">From the first try to the answer.</param>
/// <param name="AnsweredAt">When the answer came, as a timestamp of the system's time provider.</param>
internal sealed record Attempt(Guid Command, string Account, string What, Outcome? Outcome, int Tries, TimeSpan Took, long AnsweredAt)
{
    public bool IsAccepted => Outcome?.Accepted is not null;

    public Refusal? Refusal => Outcome?.Refusal;

    public override string ToString() => Outcome switch
    {
        null => $"{What} ({Command}) got no answer in {Took.TotalSeconds:0.0} s and {Tries} tries",
        { Accepted: not null } => $"{What} ({Command}) was accepted",
        _ => $"{What} ({Command}) was refused: {Refusal!.Code}",
    };
}
