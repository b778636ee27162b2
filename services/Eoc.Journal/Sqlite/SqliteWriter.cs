using Eoc.Contracts.Events;
using Eoc.Journal.Appending;
using Eoc.Journal.Grouping;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Eoc.Journal.Sqlite;

/// <summary>Writes commits on a connection of its own.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatements _statements;
    private long _position;

    public SqliteWriter(SqliteConnection connection)
    {
        _connection = connection;
        _statements = new SqliteStatements(connection.Handle!);
    }

    /// <summary>One transaction; false: something conflicts and nothing was written.</summary>
    public bool Commit(CommitBatch batch)
    {
        try
        {
            _statements.Begin.Run();
            if (!Write(batch))
            {
                _statements.Rollback.Run();
                return false;
            }

            _statements.Commit.Run();
            return true;
        }
        catch (Exception)
        {
            RollBackIfOpen();
            throw;
        }
    }

    public void Dispose()
    {
        _statements.Dispose();
        _connection.Dispose();
    }

    private void RollBackIfOpen()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0) _ = _statements.Rollback.TryRun();
    }

    private bool Write(CommitBatch batch)
    {
        if (batch.NeedsNumbers && !Allot(batch)) return false;
        batch.Seal();
        if (batch.Appends.Count > 0)
        {
            _position = _statements.LastPosition.RunForNumber();
            var first = _position + 1;
            foreach (var append in batch.Appends)
                if (!Write(append, batch)) return false;
            if (batch.HasEntries) WriteCommit(batch, first);
        }

        WriteOwed(batch);
        WriteChores(batch.Chores);
        return true;
    }

    private bool Allot(CommitBatch batch)
    {
        foreach (var need in batch.Counters)
            if (!batch.Allot(need, _statements.Allot.Add(need.Series).Add(need.Year).Add(need.Count).RunForNumber())) return false;
        return true;
    }

    private bool Write(PendingAppend append, CommitBatch batch)
    {
        if (append.Writes && !MoveHead(append)) return false;
        foreach (var entry in append.Entries)
            if (!WriteEntry(entry, append.Stream, batch)) return false;
        return _statements.InsertCommand
            .Add(append.Stamp.Account).Add(append.Stamp.Command.Value).Add(append.Stamp.RequestHash.Span).Add(append.Stream)
            .Add(append.LastVersion).Add(append.Number).Add(Microseconds.From(append.RecordedAt)).TryRun();
    }

    /// <summary>The fence: only who knows the head may move it.</summary>
    private bool MoveHead(PendingAppend append)
    {
        var hash = append.Entries[^1].Hash.Span;
        if (append.Request.ExpectedVersion == 0) return _statements.InsertHead.Add(append.Stream).Add(append.LastVersion).Add(hash).TryRun();
        _statements.MoveHead.Add(append.LastVersion).Add(hash).Add(append.Stream).Add(append.Request.ExpectedVersion).Run();
        return raw.sqlite3_changes(_connection.Handle) == 1;
    }

    private bool WriteEntry(StoredFact entry, string stream, CommitBatch batch)
    {
        var header = entry.Header;
        return _statements.InsertEvent
            .Add(++_position).Add(stream).Add(header.Version).Add(header.Id.Value).Add(header.Type).Add(entry.Data.Span)
            .Add(header.Actor).Add(header.Agency.Value).Add(Microseconds.From(header.OccurredAt)).Add((long)header.Source)
            .Add(Microseconds.From(header.RecordedAt)).Add(header.Command.Value).Add(entry.Hash.Span).Add(batch.Writer).Add(batch.Number)
            .TryRun();
    }

    private void WriteCommit(CommitBatch batch, long first) =>
        _statements.InsertCommit.Add(batch.Writer).Add(batch.Number).Add(batch.Hash).Add(first).Add(_position).Run();

    private void WriteOwed(CommitBatch batch)
    {
        foreach (var (key, owed) in batch.FollowUps)
        {
            _statements.InsertFollowUp
                .Add(key.Source).Add(key.Version).Add(key.Ordinal).Add(owed.Target.ToString()).Add(owed.Kind).Add(owed.Data.Span)
                .Add(Microseconds.From(owed.OccurredAt)).Add(owed.Agency.Value).Add(batch.Writer).Run();
        }

        foreach (var (key, owed) in batch.Deadlines)
        {
            _statements.InsertDeadline
                .Add(key.Source).Add(key.Version).Add(key.Ordinal).Add(Microseconds.From(owed.OccurredAt)).Add(owed.Target.ToString())
                .Add(owed.Kind).Add(owed.Data.Span).Add(owed.Agency.Value).Run();
        }
    }

    private void WriteChores(Chores chores)
    {
        foreach (var key in chores.DeliveredFollowUps) _statements.DeleteFollowUp.Add(key.Source).Add(key.Version).Add(key.Ordinal).Run();
        foreach (var key in chores.FiredDeadlines) _statements.DeleteDeadline.Add(key.Source).Add(key.Version).Add(key.Ordinal).Run();
        foreach (var (writer, number) in chores.Published) _statements.MarkPublished.Add(writer).Add(number).Run();
        if (chores.ForgetCommandsBefore is { } before) _statements.ForgetCommands.Add(Microseconds.From(before)).Run();
        foreach (var (stream, kept) in chores.Snapshots)
            _statements.KeepSnapshot.Add(stream).Add(kept.Version).Add(kept.Hash.Span).Add(kept.Schema).Add(kept.Data.Span).Run();
    }
}
