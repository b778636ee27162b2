using System.Collections.Immutable;
using System.Globalization;
using Eoc.Contracts.Grains.Incidents;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.ServiceDefaults.Validating;

namespace Eoc.Incidents.Incidents;

/// <summary>Reads the larger requests field by field.</summary>
internal static class IncidentRequests
{
    private const int MostAgencies = 100;

    public static OpenIncident Read(RequestChecks checks, OpenIncidentRequest request) => new()
    {
        Incident = checks.Id<IncidentId>("incident", request.Incident),
        Type = checks.Text("type", request.Type, 64),
        Priority = checks.Whole("priority", request.Priority, 1, 3),
        Place = checks.OptionalText("place", request.Place, 500),
        Position = checks.OptionalPosition("position", request.Position),
        Title = checks.OptionalText("title", request.Title, 200),
        Audience = checks.OptionalId<Audience>("audience", request.Audience) ?? Audience.Room,
        FirstCall = checks.OptionalId<CallId>("call", request.Call),
        NumberYear = 0,
    };

    public static UpdateIncident Read(RequestChecks checks, UpdateIncidentRequest request) => new()
    {
        Type = request.HasType ? checks.Text("type", request.Type, 64) : null,
        Place = request.HasPlace ? checks.OptionalText("place", request.Place, 500) : null,
        Position = checks.OptionalPosition("position", request.Position),
        Title = request.HasTitle ? checks.OptionalText("title", request.Title, 200) : null,
    };

    public static CloseIncident Read(RequestChecks checks, CloseIncidentRequest request)
    {
        checks.Count("dispositions", request.Dispositions.Count, 0, MostAgencies);
        return new() { Dispositions = [.. request.Dispositions.Select((disposition, index) => Read(checks, disposition, index))] };
    }

    public static RecordDisposition Read(RequestChecks checks, string agency, string disposition) => new()
    {
        Agency = checks.Id<AgencyId>("agency", agency),
        Disposition = checks.Text("disposition", disposition, 200),
    };

    private static RecordDisposition Read(RequestChecks checks, AgencyDisposition disposition, int index) =>
        Read(checks.In(string.Create(CultureInfo.InvariantCulture, $"dispositions[{index}]")), disposition.Agency, disposition.Disposition);
}
