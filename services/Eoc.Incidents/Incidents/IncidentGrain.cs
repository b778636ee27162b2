using System.Collections.Immutable;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Grains;
using Eoc.Contracts.Grains.Incidents;
using Eoc.Contracts.Grains.Units;
using Eoc.Contracts.Ids;
using Eoc.Domain;
using Eoc.Domain.Incidents;
using Eoc.Incidents.Turns;
using Eoc.Journal.Appending;
using Eoc.Journal.Sessions;
using Closing = Eoc.Domain.Incidents.Closing;
using Escalating = Eoc.Domain.Incidents.Escalating;
using Listing = Eoc.Domain.Incidents.Listing;
using Noting = Eoc.Domain.Incidents.Noting;
using Opening = Eoc.Domain.Incidents.Opening;
using Updating = Eoc.Domain.Incidents.Updating;

namespace Eoc.Incidents.Incidents;

[GrainType("incident")]
internal sealed class IncidentGrain(Streams streams) : Grain, IIncidentGrain
{
    internal static readonly StreamRules<Incident> Rules = new(Incident.Unknown, Incident.Evolve, "incident/1");

    private StreamId _stream;
    private Turn<Incident> _turn = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stream = StreamId.Parse(this.GetPrimaryKeyString());
        _turn = await streams.Open(this.GetPrimaryKeyString(), Rules, IncidentOwes.From(_stream), cancellationToken);
    }

    public async Task<CommandResult> Open(CommandContext context, OpenIncident command, CancellationToken cancellation = default)
    {
        var open = command.ToDomain();
        var series = Opening.Open.Series(context.Agency, command.Audience);
        IncidentNumber Number(long running) => new(series, command.NumberYear, running);
        var result = await _turn.Take(
            context,
            (incident, moment) => Opening.Open.Decide(incident, open, Number(0), moment),
            (incident, moment) => new Numbering(series, command.NumberYear, running => Opening.Open.Decide(incident, open, Number(running), moment).Facts),
            cancellation);
        return result is { Accepted: { Running: { } running } accepted } ? new() { Accepted = accepted with { Number = Number(running).ToString() } } : result;
    }

    public Task<CommandResult> Update(CommandContext context, UpdateIncident command, CancellationToken cancellation = default) =>
        _turn.Take(
            context, (incident, moment) => Updating.Update.Decide(incident, new(command.Type, command.Place, command.Position, command.Title), moment), cancellation);

    public Task<CommandResult> Prioritise(CommandContext context, PrioritiseIncident command, CancellationToken cancellation = default) =>
        _turn.Take(context, (incident, moment) => Updating.Update.Prioritise(incident, command.Priority, command.Reason, moment), cancellation);

    public Task<CommandResult> Note(CommandContext context, NoteIncident command, CancellationToken cancellation = default) =>
        _turn.Take(context, (incident, moment) => Noting.Note.Decide(incident, new(command.Text, command.Urgent, command.Audience), moment), cancellation);

    public Task<CommandResult> RecordDisposition(CommandContext context, RecordDisposition command, CancellationToken cancellation = default) =>
        _turn.Take(context, (incident, moment) => Closing.Close.Record(incident, command.ToDomain(), moment), cancellation);

    public async Task<CommandResult> Close(CommandContext context, CloseIncident command, CancellationToken cancellation = default)
    {
        ImmutableArray<AgencyDisposition> given = [.. command.Dispositions.Select(disposition => disposition.ToDomain())];
        var over = await Over(await _turn.State(cancellation), cancellation);
        return await _turn.Take(context, (incident, moment) => Closing.Close.Decide(incident, given, over, moment), cancellation);
    }

    public Task<CommandResult> Reopen(CommandContext context, ReopenIncident command, CancellationToken cancellation = default) =>
        _turn.Take(context, (incident, moment) => Closing.Close.Reopen(incident, command.Reason, moment), cancellation);

    public async Task<IncidentStanding> Standing(CommandContext context, CancellationToken cancellation = default)
    {
        var incident = await _turn.State(cancellation);
        var hidden = incident.Hidden(context.ToMoment()) is not null;
        return new() { Exists = !hidden, Open = !hidden && incident.IsOpen, Audience = hidden ? default : incident.Audience };
    }

    public Task<CommandResult> ListCall(CommandContext context, ListCall command, CancellationToken cancellation = default) =>
        _turn.Take(
            context, (incident, moment) => Listing.ListCall.Decide(incident, new(command.Call, command.CallVersion, command.Attached), moment), cancellation);

    public Task<CommandResult> ListAssignment(CommandContext context, ListAssignment command, CancellationToken cancellation = default) =>
        _turn.Take(context, (incident, moment) => Listing.ListAssignment.Decide(incident, command.ToDomain(), moment), cancellation);

    public Task<CommandResult> CheckPending(CommandContext context, CheckPending command, CancellationToken cancellation = default) =>
        _turn.Take(context, (incident, moment) => Escalating.Pending.Decide(incident, command.Allowed, moment), cancellation);

    /// <summary>The units' own word counts: the incident's list may lag behind by a follow-up.</summary>
    private async Task<ImmutableArray<AssignmentId>> Over(Incident incident, CancellationToken cancellation)
    {
        if (incident is not { IsOpen: true, Id: { } id }) return [];
        var listed = incident.Assignments.Where(assignment => assignment.End is null).ToList();
        var serves = await Task.WhenAll(
            listed.Select(assignment => GrainFactory.GetGrain<IUnitGrain>(StreamId.Of(_stream.Realm, assignment.Unit).ToString()).Serves(id, cancellation)));
        return [.. listed.Where((_, index) => !serves[index]).Select(assignment => assignment.Assignment)];
    }
}
