namespace Eoc.Exercises.Replaying.Reading;

/// <summary>
/// RFC 4180 from a stream of bytes, one record at a time, in memory bounded by the longest record. Written here because the readers to be had
/// repair what we must refuse by line and field (an open quote at the end of the file, a quote in bare text, half a row), and because bytes have to
/// be seen before they are decoded: a wrong encoding is refused where it stands. LF ends a record as well as CRLF; blank lines are no records.
/// </summary>
internal sealed class CsvRecords(Stream stream)
{
    /// <summary>An open quote would otherwise swallow the rest of the file.</summary>
    private const int LongestRecord = 1 << 20;

    private const int End = -1;

    private readonly byte[] _chunk = new byte[1 << 16];
    private readonly List<int> _ends = [];
    private byte[] _record = new byte[1 << 12];
    private int _at;
    private int _filled;
    private int _size;
    private long _line = 1;
    private bool _started;

    /// <summary>The line on which the current record begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>How many fields the current record has.</summary>
    public int Count => _ends.Count;

    /// <summary>Whether a line break ended the current record, and not the end of the file.</summary>
    public bool EndedByLineBreak { get; private set; }

    /// <summary>What is wrong with the form of the current record; reading stops there.</summary>
    public CsvFault? Fault { get; private set; }

    /// <summary>A field's bytes, quotes taken away; valid until the next record.</summary>
    public ReadOnlySpan<byte> Field(int index)
    {
        var start = index == 0 ? 0 : _ends[index - 1];
        return _record.AsSpan(start, _ends[index] - start);
    }

    /// <summary>The next record, or false at the end of the file or at a fault.</summary>
    public bool Read()
    {
        if (!_started) SkipByteOrderMark();
        SkipBlankLines();
        (_size, Line) = (0, _line);
        _ends.Clear();
        if (Fault is not null || Peek() == End) return false;
        while (ReadField())
        {
        }

        return Fault is null;
    }

    private bool ReadField()
    {
        var quoted = Peek() == '"';
        var read = quoted ? ReadQuoted() : ReadBare();
        _ends.Add(_size);
        return read && EndField();
    }

    private bool ReadBare()
    {
        while (Peek() is not (',' or '\n' or '\r' or End))
        {
            if (Peek() == '"') return Fail("a quote inside text that is not quoted");
            if (!Keep(Take())) return false;
        }

        return true;
    }

    private bool ReadQuoted()
    {
        Take();
        while (true)
        {
            var b = Take();
            if (b == End) return Fail("the file ends inside a quoted field: half a row");
            if (b == '"' && Peek() != '"') return true;
            if (b == '"') Take();
            if (b == '\n') _line++;
            if (!Keep(b)) return false;
        }
    }

    private bool EndField()
    {
        var b = Take();
        if (b == ',') return true;
        if (b == '\r' && Peek() == '\n') b = Take();
        if (b is not ('\n' or End)) return Fail(b == '\r' ? "a carriage return without a line feed" : "text after the closing quote");
        EndedByLineBreak = b == '\n';
        if (EndedByLineBreak) _line++;
        return false;
    }

    private bool Keep(int b)
    {
        if (_size == LongestRecord) return Fail("the row is longer than 1 MB: a quote is probably never closed");
        if (_size == _record.Length) Array.Resize(ref _record, _size * 2);
        _record[_size++] = (byte)b;
        return true;
    }

    private bool Fail(string what)
    {
        Fault = new(Line, _ends.Count, what);
        return false;
    }

    private void SkipByteOrderMark()
    {
        _started = true;
        Fill();
        if (_chunk.AsSpan(0, _filled).StartsWith("\uFEFF"u8)) _at = 3;
    }

    private void SkipBlankLines()
    {
        while (Peek() is '\n' or '\r')
            if (Take() == '\n') _line++;
    }

    private int Peek() => _at < _filled || Fill() ? _chunk[_at] : End;

    private int Take() => _at < _filled || Fill() ? _chunk[_at++] : End;

    private bool Fill()
    {
        (_at, _filled) = (0, stream.ReadAtLeast(_chunk, 3, throwOnEndOfStream: false));
        return _filled > 0;
    }
}

/// <summary>What is wrong with the form of a record.</summary>
/// <param name="Line">The line on which the record begins.</param>
/// <param name="Field">The field, counted from 0.</param>
/// <param name="What">In words.</param>
internal sealed record CsvFault(long Line, int Field, string What);
