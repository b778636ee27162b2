using Eoc.Contracts.Events;
using Eoc.Journal.Appending;
using Eoc.Journal.Grouping;
using Npgsql;
using static Eoc.Journal.Postgres.PostgresRows;

namespace Eoc.Journal.Postgres;

/// <summary>
/// Writes commits. A commit is one batch in one round trip: without an explicit transaction PostgreSQL takes all
/// statements up to the batch's end as one.
/// </summary>
internal sealed class PostgresWriter(PostgresConnections server, PostgresStatements statements)
{
    private static readonly HashSet<string> Conflicts =
    [
        PostgresErrorCodes.UniqueViolation, PostgresErrorCodes.DivisionByZero, PostgresErrorCodes.DeadlockDetected, PostgresErrorCodes.SerializationFailure,
    ];

    /// <summary>One transaction; false: something conflicts and nothing was written.</summary>
    public async ValueTask<bool> Commit(CommitBatch batch)
    {
        try
        {
            return await PostgresConnections.InTime(Write(batch));
        }
        catch (PostgresException conflict) when (Conflicts.Contains(conflict.SqlState))
        {
            return false;
        }
        catch (Exception failure) when (PostgresConnections.IsOutage(failure, CancellationToken.None))
        {
            throw PostgresConnections.Unavailable(failure);
        }
    }

    /// <summary>No connection is kept between commits: realms are many and connections few, and the pool hands back the one with the prepared statements.</summary>
    private async Task<bool> Write(CommitBatch batch)
    {
        await using var connection = await server.Connect(CancellationToken.None);
        if (batch.NeedsNumbers) return await CommitNumbered(batch, connection);
        batch.Seal();
        await using var commands = Commands(batch, connection);
        await commands.ExecuteNonQueryAsync();
        return true;
    }

    /// <summary>Numbers have to be known before the facts can be written: the counter's row is locked until the commit.</summary>
    private async ValueTask<bool> CommitNumbered(CommitBatch batch, NpgsqlConnection connection)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var need in batch.Counters)
        {
            await using var command = new NpgsqlCommand(statements.Allot, connection, transaction)
            {
                Parameters = { Value(need.Series), Value(need.Year), Value((long)need.Count) },
            };
            if (!batch.Allot(need, (long)(await command.ExecuteScalarAsync())!)) return false;
        }

        batch.Seal();
        await using var commands = Commands(batch, connection);
        await commands.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return true;
    }

    private NpgsqlBatch Commands(CommitBatch batch, NpgsqlConnection connection)
    {
        var commands = new NpgsqlBatch(connection);
        if (batch.Appends.Count > 0) AddAppends(commands, batch);
        AddOwed(commands, batch);
        AddChores(commands, batch.Chores);
        return commands;
    }

    /// <summary>Sorted by stream, so that two writers take their locks in one order.</summary>
    private void AddAppends(NpgsqlBatch commands, CommitBatch batch)
    {
        List<PendingAppend> appends = [.. batch.Appends.OrderBy(append => append.Stream, StringComparer.Ordinal)];
        AddHeads(commands, appends);
        Add(commands, statements.InsertCommands,
            Each(appends, append => append.Stamp.Account), Each(appends, append => append.Stamp.Command.Value),
            Each(appends, append => Bytes(append.Stamp.RequestHash)), Each(appends, append => append.Stream), Each(appends, append => append.LastVersion),
            Each(appends, append => append.Number), Each(appends, append => Microseconds.From(append.RecordedAt)));
        if (batch.HasEntries) AddEntries(commands, batch);
    }

    private void AddHeads(NpgsqlBatch commands, List<PendingAppend> appends)
    {
        var begun = appends.FindAll(append => append.Writes && append.Request.ExpectedVersion == 0);
        var moved = appends.FindAll(append => append.Writes && append.Request.ExpectedVersion > 0);
        if (begun.Count > 0)
        {
            Add(commands, statements.InsertHeads,
                Each(begun, append => append.Stream), Each(begun, append => append.LastVersion), Each(begun, append => Bytes(append.Entries[^1].Hash)));
        }

        if (moved.Count > 0)
        {
            Add(commands, statements.MoveHeads,
                Each(moved, append => append.Stream), Each(moved, append => append.Request.ExpectedVersion), Each(moved, append => append.LastVersion),
                Each(moved, append => Bytes(append.Entries[^1].Hash)), Value((long)moved.Count));
        }
    }

    private void AddEntries(NpgsqlBatch commands, CommitBatch batch)
    {
        var entries = batch.Facts;
        Add(commands, statements.InsertEntries,
            Each(entries, entry => entry.Header.Stream.ToString()), Each(entries, entry => entry.Header.Version), Each(entries, entry => entry.Header.Id.Value),
            Each(entries, entry => entry.Header.Type), Each(entries, entry => Bytes(entry.Data)), Each(entries, entry => entry.Header.Actor),
            Each(entries, entry => entry.Header.Agency.Value), Each(entries, entry => Microseconds.From(entry.Header.OccurredAt)),
            Each(entries, entry => (long)entry.Header.Source), Each(entries, entry => Microseconds.From(entry.Header.RecordedAt)),
            Each(entries, entry => entry.Header.Command.Value), Each(entries, entry => Bytes(entry.Hash)),
            Value(batch.Writer), Value(batch.Number), Value(batch.Hash));
    }

    private void AddOwed(NpgsqlBatch commands, CommitBatch batch)
    {
        var (followUps, deadlines) = (batch.FollowUps, batch.Deadlines);
        if (followUps.Length > 0)
        {
            Add(commands, statements.InsertFollowUps,
                Each(followUps, owed => owed.Key.Source), Each(followUps, owed => owed.Key.Version), Each(followUps, owed => owed.Key.Ordinal),
                Each(followUps, owed => owed.FollowUp.Target.ToString()), Each(followUps, owed => owed.FollowUp.Kind),
                Each(followUps, owed => Bytes(owed.FollowUp.Data)), Each(followUps, owed => Microseconds.From(owed.FollowUp.OccurredAt)),
                Each(followUps, owed => owed.FollowUp.Agency.Value), Value(batch.Writer));
        }

        if (deadlines.Length > 0)
        {
            Add(commands, statements.InsertDeadlines,
                Each(deadlines, owed => owed.Key.Source), Each(deadlines, owed => owed.Key.Version), Each(deadlines, owed => owed.Key.Ordinal),
                Each(deadlines, owed => Microseconds.From(owed.Due)), Each(deadlines, owed => owed.FollowUp.Target.ToString()),
                Each(deadlines, owed => owed.FollowUp.Kind), Each(deadlines, owed => Bytes(owed.FollowUp.Data)),
                Each(deadlines, owed => owed.FollowUp.Agency.Value));
        }
    }

    private void AddChores(NpgsqlBatch commands, Chores chores)
    {
        AddDeletions(commands, statements.DeleteFollowUps, chores.DeliveredFollowUps);
        AddDeletions(commands, statements.DeleteDeadlines, chores.FiredDeadlines);
        foreach (var (writer, number) in chores.Published) Add(commands, statements.MarkPublished, Value(writer), Value(number));
        if (chores.ForgetCommandsBefore is { } before) Add(commands, statements.ForgetCommands, Value(Microseconds.From(before)));
        foreach (var (stream, kept) in chores.Snapshots)
            Add(commands, statements.KeepSnapshot, Value(stream), Value(kept.Version), Value(Bytes(kept.Hash)), Value(kept.Schema), Value(Bytes(kept.Data)));
    }

    private static void AddDeletions(NpgsqlBatch commands, string sql, List<OwedKey> keys)
    {
        if (keys.Count > 0) Add(commands, sql, Each(keys, key => key.Source), Each(keys, key => key.Version), Each(keys, key => key.Ordinal));
    }

    private static NpgsqlParameter<TColumn[]> Each<TRow, TColumn>(IReadOnlyList<TRow> rows, Func<TRow, TColumn> column)
    {
        var values = new TColumn[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = column(rows[i]);
        return Value(values);
    }

    private static void Add(NpgsqlBatch commands, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        commands.BatchCommands.Add(command);
    }
}
