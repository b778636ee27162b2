using System.Globalization;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Eoc.ServiceDefaults.Validating;

/// <summary>
/// Reads a request's fields and gathers what is wrong with them. Each check returns the value, or a default when it noted a violation; after
/// <see cref="Done" /> every value is good.
/// <code>
/// var checks = new RequestChecks();
/// var unit = checks.Id&lt;UnitId&gt;("unit", request.Unit);
/// var reason = checks.OptionalText("reason", request.Reason, 500);
/// checks.Done();
/// </code>
/// Field names are those of the proto, with dots and indices for what lies inside: <c>header.command_id</c>, <c>dispositions[2].agency</c>.
/// </summary>
public sealed class RequestChecks
{
    // They travel in trailers, and a client that gets more than 8 KB of those gives up its connection, with everything else on it.
    private const int MaxShown = 16;

    private readonly string _prefix;
    private readonly List<BadRequest.Types.FieldViolation> _violations;

    /// <summary>Checks a request's own fields.</summary>
    public RequestChecks() : this(string.Empty, [])
    {
    }

    private RequestChecks(string prefix, List<BadRequest.Types.FieldViolation> violations) => (_prefix, _violations) = (prefix, violations);

    /// <summary>Checks the fields of a message inside, such as <c>header</c> or <c>dispositions[2]</c>; violations gather in the outer one.</summary>
    public RequestChecks In(string field) => new($"{_prefix}{field}.", _violations);

    /// <summary>Whether nothing was wrong so far.</summary>
    public bool Clean => _violations.Count == 0;

    /// <summary>Ends the checking.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT with google.rpc.BadRequest, when anything was wrong.</exception>
    public void Done()
    {
        if (!Clean) throw Refused();
    }

    /// <summary>Notes that a field is wrong. The remedy says what to send instead and never repeats the value.</summary>
    public void Violate(string field, string remedy) =>
        _violations.Add(new BadRequest.Types.FieldViolation { Field = _prefix + field, Description = remedy });

    /// <summary>Text that must be there, at most <paramref name="max" /> characters (Unicode scalars), without characters that hide or forge.</summary>
    public string Text(string field, string value, int max, Lines lines = Lines.One)
    {
        if (string.IsNullOrWhiteSpace(value)) Violate(field, string.Create(CultureInfo.InvariantCulture, $"give 1 to {max} characters"));
        return OptionalText(field, value, max, lines);
    }

    /// <summary>As <see cref="Text" />, but it may be empty.</summary>
    public string OptionalText(string field, string value, int max, Lines lines = Lines.One)
    {
        if (TextRules.Remedy(value, max, lines) is { } remedy) Violate(field, remedy);
        return value;
    }

    /// <summary>An id or label: a UUID in its 36-character form and not nil, a slug, <c>agency/unit</c>, an audience label.</summary>
    public T Id<T>(string field, string value) where T : struct, IParsable<T>
    {
        if (IdRules.TryRead<T>(value, out var id)) return id;
        Violate(field, IdRules.Remedy<T>());
        return default;
    }

    /// <summary>As <see cref="Id{T}" />, but empty gives null.</summary>
    public T? OptionalId<T>(string field, string value) where T : struct, IParsable<T> => value.Length == 0 ? null : Id<T>(field, value);

    /// <summary>A place that must be there: finite, latitude within ±90, longitude within ±180, not 0,0.</summary>
    public GeoPoint Position(string field, LatLng? value)
    {
        if (value is null) Violate(field, "give latitude and longitude, WGS 84 degrees");
        return OptionalPosition(field, value) ?? default;
    }

    /// <summary>As <see cref="Position" />, but absent gives null.</summary>
    public GeoPoint? OptionalPosition(string field, LatLng? value)
    {
        if (value is null) return null;
        var point = new GeoPoint(value.Latitude, value.Longitude);
        if (PositionRules.Remedy(point) is { } remedy) Violate(field, remedy);
        return point;
    }

    /// <summary>An enum value that this version knows and that is not the unspecified one.</summary>
    public T Choice<T>(string field, T value) where T : struct, System.Enum
    {
        if (Convert.ToInt32(value, CultureInfo.InvariantCulture) == 0) Violate(field, "choose a value; unspecified is none");
        return OptionalChoice(field, value);
    }

    /// <summary>As <see cref="Choice{T}" />, but unspecified is let through.</summary>
    public T OptionalChoice<T>(string field, T value) where T : struct, System.Enum
    {
        if (!System.Enum.IsDefined(value)) Violate(field, "choose a value that this version knows");
        return value;
    }

    /// <summary>A time that must be there: a valid timestamp from 1970-01-02 to 2099-12-31, UTC.</summary>
    public DateTimeOffset Time(string field, Timestamp? value)
    {
        if (value is null) Violate(field, "give a time");
        return OptionalTime(field, value) ?? default;
    }

    /// <summary>As <see cref="Time" />, but absent gives null.</summary>
    public DateTimeOffset? OptionalTime(string field, Timestamp? value)
    {
        if (value is null) return null;
        if (TimeRules.TryRead(value, out var time)) return time;
        Violate(field, TimeRules.Remedy);
        return null;
    }

    /// <summary>A whole number within bounds, both included.</summary>
    public int Whole(string field, int value, int min, int max)
    {
        if (value < min || value > max) Violate(field, string.Create(CultureInfo.InvariantCulture, $"give a whole number from {min} to {max}"));
        return value;
    }

    /// <summary>A finite number within bounds, both included.</summary>
    public double Number(string field, double value, double min, double max)
    {
        if (!(value >= min && value <= max)) Violate(field, string.Create(CultureInfo.InvariantCulture, $"give a finite number from {min} to {max}"));
        return value;
    }

    /// <summary>How many elements a repeated field may have, both bounds included.</summary>
    public void Count(string field, int count, int min, int max)
    {
        if (count < min || count > max) Violate(field, string.Create(CultureInfo.InvariantCulture, $"give {min} to {max} elements"));
    }

    private RpcException Refused()
    {
        var shown = _violations.Take(MaxShown).ToList();
        var more = _violations.Count > MaxShown ? string.Create(CultureInfo.InvariantCulture, $" and {_violations.Count - MaxShown} more") : string.Empty;
        return new Google.Rpc.Status
        {
            Code = (int)StatusCode.InvalidArgument,
            Message = "Fields are not acceptable: " + string.Join(", ", shown.Select(violation => violation.Field).Distinct(StringComparer.Ordinal)) + more,
            Details = { Any.Pack(new BadRequest { FieldViolations = { shown } }) },
        }.ToRpcException();
    }
}
