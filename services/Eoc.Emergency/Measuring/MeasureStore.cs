using System.Data.Common;
using Dapper;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Ids;

namespace Eoc.Emergency.Measuring;

/// <summary>What the facts come to, and up to which version of each stream: both in one transaction, so a fact counts once however often it comes.</summary>
internal sealed class MeasureStore(MeasureDatabase database)
{
    /// <summary>How far each stream of the realm has been taken in.</summary>
    public async Task<Dictionary<string, long>> Seen(RealmId realm, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        var rows = await connection.QueryAsync<(string Stream, long Version)>("SELECT stream, version FROM seen WHERE realm = @realm", new { realm = realm.ToString() });
        return rows.ToDictionary(row => row.Stream, row => row.Version, StringComparer.Ordinal);
    }

    /// <summary>Takes in a run of one stream's facts. False: facts before or between them are lacking; nothing was taken in.</summary>
    public async Task<bool> Take(IReadOnlyList<StoredFact> run, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var stream = run[0].Header.Stream;
        var key = new { realm = stream.Realm.ToString(), stream = stream.ToString() };
        var known = await connection.ExecuteScalarAsync<long?>("SELECT version FROM seen WHERE realm = @realm AND stream = @stream", key, transaction) ?? 0;
        var next = run.Where(stored => stored.Header.Version > known).ToList();
        if (next.Where((stored, place) => stored.Header.Version != known + 1 + place).Any()) return false;

        foreach (var stored in next) await Apply(connection, transaction, stored);
        await connection.ExecuteAsync(
            "INSERT INTO seen(realm, stream, version) VALUES (@realm, @stream, @version) ON CONFLICT (realm, stream) DO UPDATE SET version = excluded.version",
            new { key.realm, key.stream, version = Math.Max(known, run[^1].Header.Version) }, transaction);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Gives up all of the realm: versions seen of it would pass over those of one that is made again.</summary>
    public async Task Forget(RealmId realm, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        await connection.ExecuteAsync(
            "DELETE FROM seen WHERE realm = @realm; DELETE FROM units WHERE realm = @realm; DELETE FROM responses WHERE realm = @realm;", new { realm = realm.ToString() });
    }

    /// <summary>The responses dispatched within a time, with what each needs one to know.</summary>
    public async Task<IReadOnlyList<MeasuredResponse>> Responses(RealmId realm, long since, long until, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return [.. await connection.QueryAsync<MeasuredResponse>(
            """
            SELECT r.incident_audience AS IncidentAudience, u.audience AS UnitAudience, r.dispatched_at AS DispatchedAt, r.en_route_at AS EnRouteAt, r.on_scene_at AS OnSceneAt
            FROM responses r JOIN units u ON u.realm = r.realm AND u.unit = r.unit
            WHERE r.realm = @realm AND r.dispatched_at >= @since AND r.dispatched_at < @until
            """,
            new { realm = realm.ToString(), since, until })];
    }

    private static Task Apply(DbConnection connection, DbTransaction transaction, StoredFact stored)
    {
        var (realm, at) = (stored.Header.Stream.Realm.ToString(), Microseconds.From(stored.Header.OccurredAt));
        return stored.Fact switch
        {
            UnitEnrolled enrolled => connection.ExecuteAsync(
                "INSERT INTO units(realm, unit, audience) VALUES (@realm, @unit, @audience) ON CONFLICT (realm, unit) DO UPDATE SET audience = excluded.audience",
                new { realm, unit = enrolled.Unit.ToString(), audience = enrolled.Profile.Audience.ToString() }, transaction),
            UnitDispatched sent => connection.ExecuteAsync(
                "INSERT INTO responses(realm, assignment, unit, incident_audience, dispatched_at) VALUES (@realm, @assignment, @unit, @audience, @at)",
                new { realm, assignment = sent.Assignment.ToString(), unit = stored.Header.Stream.Local, audience = sent.IncidentAudience.ToString(), at }, transaction),
            AssignmentAdvanced { Step: AssignmentStep.EnRoute } moved => connection.ExecuteAsync(
                "UPDATE responses SET en_route_at = @at WHERE realm = @realm AND assignment = @assignment", new { realm, assignment = moved.Assignment.ToString(), at }, transaction),
            AssignmentAdvanced { Step: AssignmentStep.OnScene } moved => connection.ExecuteAsync(
                "UPDATE responses SET on_scene_at = @at WHERE realm = @realm AND assignment = @assignment", new { realm, assignment = moved.Assignment.ToString(), at }, transaction),
            _ => Task.CompletedTask,
        };
    }
}

/// <summary>One response. Times in microseconds since 1970, UTC.</summary>
internal sealed class MeasuredResponse
{
    public required string IncidentAudience { get; init; }

    public required string UnitAudience { get; init; }

    public required long DispatchedAt { get; init; }

    public long? EnRouteAt { get; init; }

    public long? OnSceneAt { get; init; }
}
