using System.Collections.Immutable;
using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.Chaining;

namespace Eoc.Journal.Appending;

/// <summary>An append on its way into a commit: its entries encoded and hashed, its caller waiting.</summary>
internal sealed class PendingAppend
{
    private readonly TaskCompletionSource<AppendResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Encodes and hashes on the caller's thread, so that the writer only writes; numbered facts have to wait for their number.</summary>
    public PendingAppend(AppendRequest request, DateTimeOffset recordedAt)
    {
        (Request, Stream, RecordedAt) = (request, request.Stream.ToString(), Microseconds.Truncate(recordedAt));
        if (Proposal.Numbering is null) Entries = Encode(Proposal.Facts);
    }

    public AppendRequest Request { get; }

    public string Stream { get; }

    public DateTimeOffset RecordedAt { get; }

    public ImmutableArray<StoredFact> Entries { get; private set; } = [];

    public long? Number { get; private set; }

    public Exception? Failure { get; private set; }

    public CommandStamp Stamp => Request.Stamp;

    public Proposal Proposal => Request.Proposal;

    /// <summary>The stream's version when this has committed; follow-ups and deadlines hang on it.</summary>
    public long LastVersion => Writes ? Request.ExpectedVersion + Entries.Length : 0;

    /// <summary>Whether there is more to write than that the command has no effect.</summary>
    public bool Writes => Proposal.Numbering is not null || !Proposal.Facts.IsEmpty;

    public ValueTask<AppendResult> Result => new(_done.Task);

    /// <summary>Makes the entries from the number allotted; false when that fails.</summary>
    public bool Complete(long number)
    {
        try
        {
            Number = number;
            Entries = Encode(Proposal.Numbering!.Complete(number));
            return true;
        }
        catch (Exception failure)
        {
            Failure = failure;
            return false;
        }
    }

    public void Commit() => _done.TrySetResult(new AppendResult.Committed(Entries, new StoredReply(Stamp.RequestHash, Stream, LastVersion, Number)));

    public void Answer(AppendResult result) => _done.TrySetResult(result);

    public void Fail(Exception failure) => _done.TrySetException(failure);

    private ImmutableArray<StoredFact> Encode(ImmutableArray<Fact> facts)
    {
        var entries = ImmutableArray.CreateBuilder<StoredFact>(facts.Length);
        var previous = Request.PreviousHash;
        for (var i = 0; i < facts.Length; i++)
        {
            var entry = Encode(facts[i], Request.ExpectedVersion + i + 1, previous.Span);
            entries.Add(entry);
            previous = entry.Hash;
        }

        return entries.MoveToImmutable();
    }

    private StoredFact Encode(Fact fact, long version, ReadOnlySpan<byte> previous)
    {
        var type = FactCodec.TypeOf(fact);
        var data = FactCodec.Encode(fact);
        if (data.Length > FactTooLargeException.Limit) throw new FactTooLargeException(type, data.Length);
        var header = new FactHeader(
            new EventId(Guid.CreateVersion7(RecordedAt)), Request.Stream, version, type, Stamp.Account, Stamp.Agency,
            Microseconds.Truncate(Stamp.OccurredAt), Stamp.Source, RecordedAt, Stamp.Command);
        return new StoredFact(header, data, EntryHash.Compute(previous, header, Stream, data));
    }
}
