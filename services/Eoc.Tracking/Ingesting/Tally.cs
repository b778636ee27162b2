using Eoc.Contracts.Rpc.V1;

namespace Eoc.Tracking.Ingesting;

/// <summary>What became of the positions of one stream.</summary>
internal struct Tally
{
    public ulong Accepted { get; private set; }

    public ulong Superseded { get; private set; }

    public ulong Refused { get; private set; }

    public ulong Quarantined { get; private set; }

    public void Count(Verdict verdict)
    {
        PositionMeasures.Count(verdict);
        switch (verdict)
        {
            case Verdict.Accepted: Accepted++; break;
            case Verdict.Superseded: Superseded++; break;
            case Verdict.Refused: Refused++; break;
            default: Quarantined++; break;
        }
    }

    public readonly ReportResponse ToResponse() =>
        new() { Accepted = Accepted, Superseded = Superseded, Refused = Refused, Quarantined = Quarantined };
}
