using System.Collections.Frozen;

namespace Eoc.Exercises.Replaying.Reading;

/// <summary>
/// Which field holds which column. Exports of different years spell the same column in different ways (<c>Received DtTm</c>, <c>received_dttm</c>,
/// <c>ReceivedDtTm</c>; <c>Location</c>, <c>case_location</c>), so names are compared by their letters and digits alone, then by an alias table.
/// Columns that are not used may be called anything.
/// </summary>
internal sealed class HistoryHeader
{
    /// <summary>Names in the form of <see cref="Bare" />; the first that the file has is taken.</summary>
    private static readonly FrozenDictionary<HistoryColumn, string[]> Aliases = new Dictionary<HistoryColumn, string[]>
    {
        [HistoryColumn.CallNumber] = ["callnumber"],
        [HistoryColumn.UnitId] = ["unitid"],
        [HistoryColumn.CallType] = ["calltype"],
        [HistoryColumn.Received] = ["receiveddttm", "receiveddatetime"],
        [HistoryColumn.Entry] = ["entrydttm", "entrydatetime"],
        [HistoryColumn.Dispatch] = ["dispatchdttm", "dispatchdatetime"],
        [HistoryColumn.Response] = ["responsedttm", "responsedatetime"],
        [HistoryColumn.OnScene] = ["onscenedttm", "onscenedatetime"],
        [HistoryColumn.Transport] = ["transportdttm", "transportdatetime"],
        [HistoryColumn.Hospital] = ["hospitaldttm", "hospitaldatetime"],
        [HistoryColumn.Available] = ["availabledttm", "availabledatetime"],
        [HistoryColumn.Disposition] = ["callfinaldisposition", "finaldisposition"],
        [HistoryColumn.Address] = ["address"],
        [HistoryColumn.Priority] = ["finalpriority", "priority"],
        [HistoryColumn.UnitType] = ["unittype"],
        [HistoryColumn.Location] = ["location", "caselocation", "point"],
        [HistoryColumn.City] = ["city"],
        [HistoryColumn.StationArea] = ["stationarea"],
        [HistoryColumn.RowId] = ["rowid"],
    }.ToFrozenDictionary();

    /// <summary>Every export has had them, but nothing is wrong without them.</summary>
    private static readonly FrozenSet<HistoryColumn> Optional = [HistoryColumn.City, HistoryColumn.StationArea, HistoryColumn.RowId];

    private readonly int[] _fields = new int[Aliases.Count];
    private readonly string[] _names;

    private HistoryHeader(string[] names)
    {
        _names = names;
        var bare = Array.ConvertAll(names, Bare);
        foreach (var (column, aliases) in Aliases)
            _fields[(int)column] = aliases.Select(alias => Array.IndexOf(bare, alias)).FirstOrDefault(index => index >= 0, -1);
    }

    /// <summary>How many fields a row has.</summary>
    public int Width => _names.Length;

    /// <summary>The columns as the file has them, or what stops the import.</summary>
    public static HistoryHeader? Read(string[] names, long line, List<HistoryProblem> problems)
    {
        var header = new HistoryHeader(names);
        var missing = Aliases.Keys.Where(column => header.Field(column) < 0 && !Optional.Contains(column)).ToArray();
        foreach (var column in missing)
            problems.Add(new(line, column.ToString(), $"the column is missing; it may be called {string.Join(" or ", Aliases[column])}, in any case, spacing and punctuation"));
        foreach (var name in names.GroupBy(Bare).Where(group => group.Count() > 1 && Aliases.Values.Any(aliases => aliases.Contains(group.Key))))
            problems.Add(new(line, name.First(), "the column stands there twice"));
        return problems.Count == 0 ? header : null;
    }

    /// <summary>The field of a column, from 0, or -1.</summary>
    public int Field(HistoryColumn column) => _fields[(int)column];

    /// <summary>What the file calls a field.</summary>
    public string Name(int field) => field < _names.Length ? _names[field] : FormattableString.Invariant($"field {field + 1}");

    private static string Bare(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
