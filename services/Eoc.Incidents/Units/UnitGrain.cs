using Eoc.Contracts.Grains;
using Eoc.Contracts.Grains.Units;
using Eoc.Contracts.Ids;
using Eoc.Domain.Units;
using Eoc.Incidents.Turns;
using Eoc.Journal.Sessions;
using Advancing = Eoc.Domain.Units.Advancing;
using Dispatching = Eoc.Domain.Units.Dispatching;
using Ending = Eoc.Domain.Units.Ending;
using Enrolling = Eoc.Domain.Units.Enrolling;

namespace Eoc.Incidents.Units;

[GrainType("unit")]
internal sealed class UnitGrain(Streams streams) : Grain, IUnitGrain
{
    internal static readonly StreamRules<Unit> Rules = new(Unit.Unknown, Unit.Evolve, "unit/1");

    private Turn<Unit> _turn = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var stream = StreamId.Parse(this.GetPrimaryKeyString());
        _turn = await streams.Open(this.GetPrimaryKeyString(), Rules, UnitOwes.In(stream.Realm), cancellationToken);
    }

    public Task<CommandResult> Enrol(CommandContext context, EnrolUnit command, CancellationToken cancellation = default) =>
        _turn.Take(context, (unit, moment) => Enrolling.Enrol.Decide(unit, command.ToDomain(), moment), cancellation);

    public Task<CommandResult> SetDuty(CommandContext context, SetUnitDuty command, CancellationToken cancellation = default) =>
        _turn.Take(context, (unit, moment) => Enrolling.SetDuty.Decide(unit, command.ToDomain(), moment), cancellation);

    public Task<CommandResult> Dispatch(CommandContext context, DispatchUnit command, CancellationToken cancellation = default) =>
        _turn.Take(context, (unit, moment) => Dispatching.Dispatch.Decide(unit, command.ToDomain(), moment), cancellation);

    public Task<CommandResult> DeclineDispatch(CommandContext context, RefusalReply because, CancellationToken cancellation = default) =>
        _turn.Decline(context, because, cancellation);

    public Task<CommandResult> Advance(CommandContext context, AdvanceAssignment command, CancellationToken cancellation = default) =>
        _turn.Take(context, (unit, moment) => Advancing.Advance.Decide(unit, command.ToDomain(), moment), cancellation);

    public Task<CommandResult> End(CommandContext context, EndAssignment command, CancellationToken cancellation = default) =>
        _turn.Take(context, (unit, moment) => Ending.End.Decide(unit, command.ToDomain(), moment), cancellation);

    public async Task<bool> Serves(IncidentId incident, CancellationToken cancellation = default) =>
        (await _turn.Current(cancellation)).Open.Any(assignment => assignment.Incident == incident);
}
