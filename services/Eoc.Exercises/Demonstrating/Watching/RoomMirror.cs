using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Demonstrating.Planning;

namespace Eoc.Exercises.Demonstrating.Watching;

/// <summary>The picture as a signed-in account gets it: what lies in each channel, and the union of all. Not thread-safe.</summary>
internal sealed class RoomMirror : ISeen
{
    private readonly Dictionary<string, Dictionary<(EntityKind Kind, string Id), Upsert>> _channels = [];
    private readonly Dictionary<Guid, IncidentView> _incidents = [];
    private readonly Dictionary<string, UnitView> _units = [];
    private readonly Dictionary<string, SeenAssignment> _assignments = [];
    private readonly Dictionary<Guid, Dictionary<string, SeenAssignment>> _byIncident = [];
    private readonly HashSet<string> _coming = [];

    /// <summary>Whether every channel's snapshot has come in.</summary>
    public bool IsWhole { get; private set; }

    public IncidentView? Incident(Guid incident) => _incidents.GetValueOrDefault(incident);

    public IReadOnlyList<SeenAssignment> AssignmentsOf(Guid incident) => _byIncident.TryGetValue(incident, out var all) ? [.. all.Values] : [];

    public SeenAssignment? ActiveOf(UnitId unit) =>
        _units.GetValueOrDefault(unit.ToString()) is { ActiveAssignment.Length: > 0 } view ? _assignments.GetValueOrDefault($"{unit}:{view.ActiveAssignment}") : null;

    public bool IsFree(UnitId unit) =>
        _units.GetValueOrDefault(unit.ToString()) is { Primary: PrimaryStatus.Available, ActiveAssignment.Length: 0 };

    /// <summary>Takes in one message of the stream.</summary>
    public void Take(WatchResponse response)
    {
        foreach (var closed in response.Viewer?.Closed ?? []) Empty(closed);
        foreach (var opened in response.Viewer?.Opened ?? []) _coming.Add(opened);
        foreach (var frame in response.Channels) Take(frame);
        if (response.Viewer?.Heartbeat is { Delayed: false } && _coming.Count == 0) IsWhole = true;
    }

    private void Take(ChannelFrame frame)
    {
        if (frame.Snapshot is { Part: 0 }) Empty(frame.Channel);
        var channel = _channels.TryGetValue(frame.Channel, out var known) ? known : _channels[frame.Channel] = [];
        foreach (var change in frame.Changes)
        {
            if (change.Upsert is { } upsert) Put(channel, upsert);
            else if (change.Removal is { } removal) Remove(channel, (removal.Kind, removal.Id));
        }

        if (frame.Snapshot is null || frame.Snapshot.Part + 1 == frame.Snapshot.Parts) _coming.Remove(frame.Channel);
    }

    private void Empty(string name)
    {
        _coming.Remove(name);
        if (!_channels.Remove(name, out var channel)) return;
        foreach (var key in channel.Keys.ToList()) Remove(channel, key);
    }

    private void Put(Dictionary<(EntityKind Kind, string Id), Upsert> channel, Upsert upsert)
    {
        channel[(upsert.Kind, upsert.Id)] = upsert;
        switch (upsert.Kind)
        {
            case EntityKind.Incident: _incidents[Guid.Parse(upsert.Id)] = upsert.Incident; break;
            case EntityKind.Unit: _units[upsert.Id] = upsert.Unit; break;
            case EntityKind.Assignment: PutAssignment(upsert.Id, upsert.Assignment); break;
        }
    }

    private void PutAssignment(string id, AssignmentView view)
    {
        var colon = id.LastIndexOf(':');
        var seen = new SeenAssignment(UnitId.Parse(id[..colon]), Guid.Parse(id[(colon + 1)..]), Guid.Parse(view.Incident), view);
        _assignments[id] = seen;
        (_byIncident.TryGetValue(seen.Incident, out var all) ? all : _byIncident[seen.Incident] = [])[id] = seen;
    }

    /// <summary>What left one channel may be in another, where it moved to.</summary>
    private void Remove(Dictionary<(EntityKind Kind, string Id), Upsert> channel, (EntityKind Kind, string Id) key)
    {
        channel.Remove(key);
        if (_channels.Values.Any(other => other.ContainsKey(key))) return;
        switch (key.Kind)
        {
            case EntityKind.Incident: _incidents.Remove(Guid.Parse(key.Id)); break;
            case EntityKind.Unit: _units.Remove(key.Id); break;
            case EntityKind.Assignment: RemoveAssignment(key.Id); break;
        }
    }

    private void RemoveAssignment(string id)
    {
        if (!_assignments.Remove(id, out var seen) || !_byIncident.TryGetValue(seen.Incident, out var all)) return;
        all.Remove(id);
        if (all.Count == 0) _byIncident.Remove(seen.Incident);
    }
}
