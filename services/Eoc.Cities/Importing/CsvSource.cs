using System.Collections.Immutable;
using System.Text;
using Eoc.Cities.Reading;

namespace Eoc.Cities.Importing;

/// <summary>RFC 4180: fields may be quoted and then hold commas, quotes doubled and line breaks. The first row names the columns.</summary>
internal static class CsvSource
{
    public static ImmutableArray<SourceRecord> Read(string file, string text, Faults faults)
    {
        var rows = new Rows(text);
        if (!rows.Next() || rows.Fields.Count == 0)
        {
            faults.Add(file, 1, "the first row names the columns");
            return [];
        }

        var columns = rows.Fields.Select(column => column.Trim()).ToArray();
        var records = ImmutableArray.CreateBuilder<SourceRecord>();
        while (rows.Next())
        {
            if (rows.Fields.Count != columns.Length) faults.Add(file, rows.Line, FormattableString.Invariant($"{rows.Fields.Count} fields where the first row names {columns.Length}"));
            else records.Add(new(Named(columns, rows.Fields), null, rows.Line, records.Count + 1));
        }

        if (rows.IsOpen) faults.Add(file, rows.Line, "a quote is never closed");
        return records.ToImmutable();
    }

    private static Dictionary<string, string> Named(string[] columns, List<string> fields)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Length; i++) named[columns[i]] = fields[i].Trim();
        return named;
    }

    /// <summary>One row after the other; blank lines are none.</summary>
    private sealed class Rows(string text)
    {
        private readonly StringBuilder _field = new();
        private int _at;
        private int _line = 1;

        public List<string> Fields { get; } = [];

        /// <summary>The line on which the row begins.</summary>
        public int Line { get; private set; }

        /// <summary>Whether the text ended inside quotes.</summary>
        public bool IsOpen { get; private set; }

        public bool Next()
        {
            while (_at < text.Length && text[_at] is '\n' or '\r') Step();
            Fields.Clear();
            Line = _line;
            if (_at >= text.Length) return false;
            while (Field())
            {
            }

            return !IsOpen;
        }

        /// <summary>Reads a field; whether another follows in this row.</summary>
        private bool Field()
        {
            _field.Clear();
            if (_at < text.Length && text[_at] == '"') Quoted();
            else while (_at < text.Length && text[_at] is not (',' or '\n' or '\r')) _field.Append(Step());
            Fields.Add(_field.ToString());
            if (_at < text.Length && text[_at] == ',') return Step() == ',';
            while (_at < text.Length && Step() != '\n')
            {
            }

            return false;
        }

        private void Quoted()
        {
            for (Step(); _at < text.Length; _field.Append(Step()))
            {
                if (text[_at] != '"') continue;
                Step();
                if (_at >= text.Length || text[_at] != '"') return;
            }

            IsOpen = true;
        }

        private char Step()
        {
            if (text[_at] == '\n') _line++;
            return text[_at++];
        }
    }
}
