using Eoc.Contracts.Rpc.V1;

namespace Eoc.Cities.Reading;

/// <summary>Reads <c>run-cards.yaml</c>.</summary>
internal sealed class RunCardFile(string folder, Faults faults, Names agencies, Names districts)
{
    private const string File = "run-cards.yaml";
    private const int MostUnits = 100;

    public void Read(GetCityResponse city)
    {
        var names = new Names("run card");
        var kinds = city.Units.Select(unit => unit.Kind).ToHashSet(StringComparer.Ordinal);
        foreach (var map in YamlFile.Read(folder, File, faults, required: false).List())
        {
            var card = new RunCard { Id = map.Slug("id"), Name = map.Text("name") };
            names.Add(card.Id, File, map.Line, faults);
            card.IncidentTypes.Add(map.Texts("incidentTypes"));
            if (card.IncidentTypes.Count == 0) map.Fault("incidentTypes", "give at least one");
            card.Priorities.Add(Priorities(map));
            card.Districts.Add(Known(map, "districts", districts));
            card.Alarms.Add(map.Maps("alarms").Select(alarm => ReadAlarm(alarm, kinds)));
            if (card.Alarms.Count == 0) map.Fault("alarms", "give at least one");
            if (!card.Alarms.Select(alarm => alarm.Level).SequenceEqual(Enumerable.Range(1, card.Alarms.Count))) map.Fault("alarms", "the levels are 1, 2, 3 and so on");
            city.RunCards.Add(card);
            map.Done();
        }
    }

    private RunCardAlarm ReadAlarm(YamlMap map, HashSet<string> kinds)
    {
        var alarm = new RunCardAlarm { Level = map.Whole("level", 1, 9) };
        alarm.Send.Add(map.Maps("send").Select(need => ReadNeed(need, kinds)));
        alarm.Notify.Add(Known(map, "notify", agencies));
        map.Done();
        return alarm;
    }

    private RunCardNeed ReadNeed(YamlMap map, HashSet<string> kinds)
    {
        var need = new RunCardNeed { Kind = map.Text("kind"), Count = map.Whole("count", 1, MostUnits, absent: 1), Agency = map.OptionalText("agency") };
        agencies.Need(need.Agency, File, map.Line, faults);
        need.Capabilities.Add(map.Texts("capabilities"));
        need.Substitutes.Add(map.Texts("substitutes"));
        foreach (var kind in need.Substitutes.Prepend(need.Kind).Where(kind => kind.Length > 0 && !kinds.Contains(kind)))
            faults.Add(File, map.Line, $"no unit is of the kind \"{kind}\"");
        map.Done();
        return need;
    }

    private static IEnumerable<int> Priorities(YamlMap map)
    {
        foreach (var (text, _) in map.Words("priorities"))
        {
            if (text is "1" or "2" or "3") yield return text[0] - '0';
            else map.Fault("priorities", "priorities are 1, 2 and 3");
        }
    }

    private IEnumerable<string> Known(YamlMap map, string key, Names names)
    {
        foreach (var (id, line) in map.Words(key))
        {
            names.Need(id, File, line, faults);
            yield return id;
        }
    }
}
