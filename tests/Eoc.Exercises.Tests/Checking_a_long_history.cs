using System.Text;
using Eoc.Exercises.Replaying.Reading;
using Xunit;

namespace Eoc.Exercises.Tests;

/// <summary>What is measured here is the memory of the whole process, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Histories of a city's decades have ten million rows; looking for what is wrong must not hold them.</summary>
[Collection(nameof(Alone))]
public sealed class Checking_a_long_history
{
    private const int Rows = 100_000;

    [Fact]
    public void takes_memory_that_does_not_grow_with_the_file()
    {
        var reader = new CallHistoryReader(new Repeated(Histories.Header + "\n", Histories.Row + "\n", Rows), new LocalTimes(Histories.LosAngeles));
        var (count, early) = (0, 0L);
        foreach (var _ in reader.Rows())
            if (++count == Rows / 10) early = GC.GetTotalMemory(forceFullCollection: true);

        Assert.Equal(Rows, count);
        Assert.Empty(reader.Problems);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - early, long.MinValue, 4 << 20);
    }

    /// <summary>A file that is never there as a whole.</summary>
    private sealed class Repeated(string header, string row, int rows) : Stream
    {
        private readonly byte[] _row = Encoding.UTF8.GetBytes(row);
        private byte[] _now = Encoding.UTF8.GetBytes(header);
        private int _at;
        private int _left = rows;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_at == _now.Length && _left-- > 0) (_now, _at) = (_row, 0);
            var taken = Math.Min(count, _now.Length - _at);
            _now.AsSpan(_at, taken).CopyTo(buffer.AsSpan(offset));
            _at += taken;
            return taken;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
