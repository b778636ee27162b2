using Eoc.Contracts.Grains;
using Eoc.Contracts.Grains.Agencies;
using Eoc.Contracts.Ids;
using Eoc.Domain.Agencies;
using Eoc.Incidents.Turns;
using Eoc.Journal.Sessions;

namespace Eoc.Incidents.Agencies;

[GrainType("agency")]
internal sealed class AgencyGrain(Streams streams) : Grain, IAgencyGrain
{
    internal static readonly StreamRules<Agency> Rules = new(Agency.Unknown, Agency.Evolve, "agency/1");

    private Turn<Agency> _turn = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _turn = await streams.Open(this.GetPrimaryKeyString(), Rules, (_, _, _, _) => Owed.Nothing, cancellationToken);

    public Task<CommandResult> Register(CommandContext context, RegisterAgency command, CancellationToken cancellation = default) =>
        _turn.Take(context, (agency, _) => Agency.Register(agency, new(command.Agency, command.Name, command.Discipline)), cancellation);

    public Task<CommandResult> SetConsent(CommandContext context, SetDispatchConsent command, CancellationToken cancellation = default) =>
        _turn.Take(context, (agency, _) => Agency.Consent(agency, command.MayDispatch), cancellation);

    public async Task<bool> MayDispatch(AgencyId dispatcher, CancellationToken cancellation = default) =>
        (await _turn.State(cancellation)).MayDispatch.Contains(dispatcher);
}
