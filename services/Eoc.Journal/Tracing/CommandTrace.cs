using System.Buffers.Binary;
using System.Diagnostics;
using Eoc.Contracts.Ids;

namespace Eoc.Journal.Tracing;

/// <summary>
/// The trace of a command, from the key that was pressed to the frame that shows it. Its trace id is the command id: whoever meets a fact knows the
/// command behind it, so that relay, picture and a process that took over join the trace without anything more being stored or sent, and nothing of
/// it has to stand in a frame. The span that all hang under, which a console names in <c>traceparent</c>, has the id's last eight bytes; it is a name alone and
/// never sent: a span made here cannot choose its id. How long the key press took is a span beneath it.
/// </summary>
public static class CommandTrace
{
    /// <summary>What to listen to.</summary>
    public const string SourceName = "Eoc.Commands";

    /// <summary>Older than this a fact was read from the record, not heard of: that is nobody's command any more.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Whether anybody listens; when nobody does, nothing is to be made.</summary>
    public static bool IsOn => Source.HasListeners();

    /// <summary>Whether a fact recorded then is still on its way to people.</summary>
    public static bool IsFresh(DateTimeOffset recordedAt, DateTimeOffset now) => now - recordedAt < Fresh;

    /// <summary>Begins a span of a command's trace, under whatever span of that trace is current; null when nobody listens.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="command">For which command.</param>
    /// <param name="start">When it began, UTC; default is now.</param>
    public static Activity? Start(string name, CommandId command, DateTimeOffset start = default)
    {
        if (!IsOn) return null;
        var (root, current) = (RootOf(command), Activity.Current);
        if (current?.TraceId == root.TraceId) return Source.StartActivity(name, ActivityKind.Internal, current.Context, startTime: start);
        ActivityLink[] links = current is null ? [] : [new(current.Context)];
        return Source.StartActivity(name, ActivityKind.Internal, root, links: links, startTime: start);
    }

    /// <summary>Tells of something that is over, directly under the trace's root.</summary>
    /// <param name="name">What was done.</param>
    /// <param name="command">For which command.</param>
    /// <param name="start">When it began, UTC.</param>
    /// <param name="end">When it ended, UTC; a time before the start counts as the start.</param>
    /// <param name="tags">What else is known of it.</param>
    public static void Tell(string name, CommandId command, DateTimeOffset start, DateTimeOffset end, IEnumerable<KeyValuePair<string, object?>>? tags = null) =>
        Source.StartActivity(name, ActivityKind.Internal, RootOf(command), tags, startTime: start)?.SetEndTime((end < start ? start : end).UtcDateTime).Dispose();

    /// <summary>What all of a command's spans hang under.</summary>
    public static ActivityContext RootOf(CommandId command)
    {
        Span<byte> id = stackalloc byte[16];
        command.Value.TryWriteBytes(id, bigEndian: true, out _);
        Span<byte> span = stackalloc byte[8];
        id[8..].CopyTo(span);
        if (BinaryPrimitives.ReadUInt64BigEndian(span) == 0) span[7] = 1;
        return new(ActivityTraceId.CreateFromBytes(id), ActivitySpanId.CreateFromBytes(span), ActivityTraceFlags.Recorded, isRemote: true);
    }
}
