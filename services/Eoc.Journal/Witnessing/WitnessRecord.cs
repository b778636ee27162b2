using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Eoc.Journal.Witnessing;

/// <summary>What a witness swears to: how far one writer had come in one realm at one time, and the heads it moved since the record before.</summary>
internal sealed record WitnessRecord
{
    /// <summary>SHA-256 of the line before, hex; empty in the first: no line can go without being missed.</summary>
    public required string Previous { get; init; }

    public required string Realm { get; init; }

    public required DateTimeOffset At { get; init; }

    public Guid Writer { get; init; }

    /// <summary>The writer's last commit.</summary>
    public long Number { get; init; }

    /// <summary>Its hash, hex.</summary>
    public string Hash { get; init; } = string.Empty;

    public ImmutableArray<WitnessedHead> Heads { get; init; } = [];

    /// <summary>The realm was deleted whole, on purpose; what comes later is another of the same name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool RealmDeleted { get; init; }
}

/// <summary>A stream's head; the hash is hex.</summary>
internal sealed record WitnessedHead(string Stream, long Version, string Hash);
