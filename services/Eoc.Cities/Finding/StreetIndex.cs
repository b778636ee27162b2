using System.Collections.Immutable;

namespace Eoc.Cities.Finding;

/// <summary>Finds streets by the beginning of their name, or of a later word in it.</summary>
internal sealed class StreetIndex
{
    private const int OtherDirection = 2;
    private const int LaterWord = 3;

    private readonly ImmutableArray<Key> _keys;
    private readonly ImmutableArray<char> _directions;

    /// <param name="names">The streets; found ones are told by their place in this list. A street may stand here under several names.</param>
    /// <param name="places">To which street each name belongs.</param>
    public StreetIndex(ImmutableArray<string> names, ImmutableArray<int> places)
    {
        var keys = ImmutableArray.CreateBuilder<Key>();
        var directions = new char[places.DefaultIfEmpty(-1).Max() + 1];
        for (var i = 0; i < names.Length; i++)
        {
            var (direction, words) = StreetText.Direct(StreetText.Words(names[i]));
            if (words.IsEmpty) continue;
            directions[places[i]] = direction;
            keys.AddRange(KeysOf(words, places[i]));
        }

        keys.Sort((a, b) => string.CompareOrdinal(a.Text, b.Text));
        (_keys, _directions) = (keys.ToImmutable(), [.. directions]);
    }

    public StreetIndex(ImmutableArray<string> names) : this(names, [.. Enumerable.Range(0, names.Length)])
    {
    }

    /// <summary>The streets that begin like this, each with how well: 0 is the very name, more is worse.</summary>
    public Dictionary<int, int> Find(ImmutableArray<string> asked)
    {
        var found = new Dictionary<int, int>();
        if (asked.IsEmpty) return found;
        var (direction, words) = StreetText.Direct(asked);
        Find(string.Join(' ', words), direction, found);
        // What looks like a direction may be the beginning of a name: South Shore Drive.
        if (direction != '\0') Find(string.Join(' ', asked), '\0', found);
        return found;
    }

    private void Find(string text, char direction, Dictionary<int, int> found)
    {
        for (var i = First(text); i < _keys.Length && _keys[i].Text.StartsWith(text, StringComparison.Ordinal); i++)
        {
            var key = _keys[i];
            var score = Score(key, text) + (direction != '\0' && _directions[key.Street] is not '\0' and var own && own != direction ? OtherDirection : 0);
            if (!found.TryGetValue(key.Street, out var known) || score < known) found[key.Street] = score;
        }
    }

    private static IEnumerable<Key> KeysOf(ImmutableArray<string> words, int street)
    {
        var core = StreetText.Core(words);
        for (var from = 0; from < Math.Max(1, words.Length - 1); from++)
        {
            var (shorter, longer) = StreetText.Forms(words[from..]);
            yield return new(shorter, core, street, from > 0);
            if (longer != shorter) yield return new(longer, core, street, from > 0);
        }
    }

    private static int Score(Key key, string text) => (key.Text == text || key.Core == text, key.Text.Length == text.Length || key.Text[text.Length] == ' ', key.Later) switch
    {
        (true, _, _) => 0,
        (_, true, false) => 1,
        (_, false, false) => 2,
        (_, true, true) => LaterWord,
        _ => LaterWord + 1,
    };

    private int First(string text)
    {
        var (low, high) = (0, _keys.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(_keys[middle].Text, text) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <param name="Text">What is looked for: the name, or its end from a later word on.</param>
    /// <param name="Core">The name without the kind of street.</param>
    /// <param name="Street">Whose it is.</param>
    /// <param name="Later">Whether it begins with a later word.</param>
    private sealed record Key(string Text, string Core, int Street, bool Later);
}
