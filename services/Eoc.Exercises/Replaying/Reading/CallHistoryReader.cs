using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using Eoc.Exercises.Reporting;

namespace Eoc.Exercises.Replaying.Reading;

/// <summary>
/// Reads a DataSF "Fire Department Calls for Service" export row by row, in memory that does not grow with the file. Whatever stops an import is
/// collected by line and field; a wrong form (an open quote, half a row at the end) also ends the reading.
/// </summary>
internal sealed class CallHistoryReader(Stream stream, LocalTimes times)
{
    /// <summary>Enough to see what is wrong with a file.</summary>
    private const int MostProblems = 20;

    private readonly CsvRecords _records = new(stream);
    private readonly List<HistoryProblem> _problems = [];
    private HistoryHeader? _header;

    /// <summary>What stops the import; empty when nothing does.</summary>
    public IReadOnlyList<HistoryProblem> Problems => _problems;

    /// <summary>The rows; one that has a problem is left out, and no more come after too many.</summary>
    public IEnumerable<HistoryRow> Rows()
    {
        if (ReadHeader() is not { } header) yield break;
        _header = header;
        while (_problems.Count < MostProblems && _records.Read())
            if (ReadRow(header) is { } row) yield return row;
        if (_records.Fault is { } fault) _problems.Add(new(fault.Line, header.Name(fault.Field), fault.What));
    }

    private HistoryHeader? ReadHeader()
    {
        if (!_records.Read())
        {
            _problems.Add(new(1, string.Empty, _records.Fault?.What ?? "the file is empty: not even a header"));
            return null;
        }

        var names = Enumerable.Range(0, _records.Count).Select(field => Encoding.UTF8.GetString(_records.Field(field)).Trim()).ToArray();
        return HistoryHeader.Read(names, _records.Line, _problems);
    }

    private HistoryRow? ReadRow(HistoryHeader header)
    {
        var before = _problems.Count;
        if (_records.Count != header.Width) Refuse(string.Empty, $"{_records.Count} fields where the header has {header.Width}: half a row");
        else if (FindBadEncoding() is { } field) Refuse(header.Name(field), "not UTF-8; save the file as UTF-8");
        if (_problems.Count > before) return null;
        var row = new HistoryFields(header, _records, times, Refuse).ToRow();
        if (IsCutOff(header, row)) Refuse(header.Name(header.Width - 1), "the file ends in the middle of this row");
        return _problems.Count > before ? null : row;
    }

    private int? FindBadEncoding()
    {
        for (var field = 0; field < _records.Count; field++)
            if (!Utf8.IsValid(_records.Field(field))) return field;
        return null;
    }

    /// <summary>A last row without line break is whole as far as one can see, unless its row id, which says what it should be, comes last.</summary>
    private bool IsCutOff(HistoryHeader header, HistoryRow row)
    {
        var last = header.Width - 1;
        if (_records.EndedByLineBreak || header.Field(HistoryColumn.RowId) != last) return false;
        return !_records.Field(last).SequenceEqual(Encoding.UTF8.GetBytes($"{row.Call}-{row.Unit}"));
    }

    private void Refuse(string field, string what) => _problems.Add(new(_records.Line, field, what));
}
