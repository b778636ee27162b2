using Eoc.Journal.FallingDue;
using Eoc.Journal.Grouping;

namespace Eoc.Journal.Simulated.Keeping;

/// <summary>
/// Who is alive and who fires what, by the store's own clock, as PostgreSQL has it. A crash leaves it as it is: leases only spare double work. Where one
/// process has the store to itself all earlier writers are dead, and nobody is in its way.
/// </summary>
internal sealed class SimulatedLeases(SimulatedTables tables)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Claim = TimeSpan.FromSeconds(1);

    private readonly Dictionary<Guid, Life> _writers = [];
    private readonly Dictionary<OwedKey, (Guid Writer, DateTimeOffset Until)> _claims = [];

    public Dictionary<Guid, long> Published { get; } = [];

    public IEnumerable<Guid> Writers => _writers.Keys;

    public void Renew(Guid writer, DateTimeOffset now) => _writers[writer] = _writers.GetValueOrDefault(writer) with { Until = now + Lease };

    public void Release(Guid writer, DateTimeOffset now) => _writers[writer] = _writers.GetValueOrDefault(writer) with { Until = now };

    /// <inheritdoc cref="IJournalStore.Inherit" />
    public IReadOnlyList<Guid> Inherit(Guid heir, DateTimeOffset now, bool alone)
    {
        var dead = _writers.Where(one => one.Key != heir && (alone || one.Value.FallsTo(heir, now)) && HasLeft(one.Key)).Select(one => one.Key).ToList();
        foreach (var writer in dead) _writers[writer] = _writers[writer] with { Heir = heir, HeirUntil = now + Lease };
        if (dead.Count == 0) return dead;
        foreach (var (key, debt) in tables.FollowUps.Where(row => dead.Contains(row.Value.Writer)).ToList()) tables.FollowUps[key] = debt with { Writer = heir };
        return dead;
    }

    /// <inheritdoc cref="IJournalStore.ClaimDue" />
    public IReadOnlyList<OwedDeadline> ClaimDue(Guid writer, DateTimeOffset upTo, int limit, DateTimeOffset now, bool alone)
    {
        var due = tables.Due(upTo, limit, owed => alone || IsFree(owed.Key, writer, now));
        foreach (var owed in due) _claims[owed.Key] = (writer, now + Claim);
        return due;
    }

    private bool HasLeft(Guid writer) =>
        tables.LastCommitOf(writer) > Published.GetValueOrDefault(writer) || tables.FollowUps.Values.Any(debt => debt.Writer == writer);

    private bool IsFree(OwedKey key, Guid writer, DateTimeOffset now) => !_claims.TryGetValue(key, out var claim) || claim.Writer == writer || claim.Until <= now;

    private readonly record struct Life(DateTimeOffset Until, Guid Heir, DateTimeOffset HeirUntil)
    {
        public bool FallsTo(Guid heir, DateTimeOffset now) => Until <= now && (Heir == default || Heir == heir || HeirUntil <= now);
    }
}
