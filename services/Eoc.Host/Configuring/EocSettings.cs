using System.Globalization;
using System.Net;
using Eoc.Contracts.Ids;
using Npgsql;

namespace Eoc.Host.Configuring;

/// <summary>What a site can set: <c>EOC_*</c> variables, or the same keys in <c>EOC_DATA/eoc.json</c>. The variables win.</summary>
internal sealed record EocSettings
{
    /// <summary>The packs that are shipped with the program.</summary>
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "cities");

    private const string JournalForm = "Give Host=...;Port=5432;Database=...;Username=...;Password=....";

    /// <summary>The data folder (EOC_DATA).</summary>
    public required string Data { get; init; }

    /// <summary>What this process runs (EOC_ROLES).</summary>
    public required ProcessRoles Roles { get; init; }

    /// <summary>A PostgreSQL connection string (EOC_JOURNAL), or null: SQLite.</summary>
    public string? Journal { get; init; }

    /// <summary>An amqp URI (EOC_BUS), or null: in memory.</summary>
    public Uri? Bus { get; init; }

    /// <summary>Console and gRPC-Web (EOC_HTTP): a port on loopback, or address:port. 0 lets the system choose.</summary>
    public required IPEndPoint Http { get; init; }

    /// <summary>gRPC over cleartext HTTP/2 (EOC_GRPC): a port, always loopback. 0 lets the system choose. Unused with TLS.</summary>
    public required int Grpc { get; init; }

    /// <summary>Where this silo listens for others (EOC_SILO), address:port; the gateway for edge processes is the next port. Null: embedded.</summary>
    public IPEndPoint? Silo { get; init; }

    /// <summary>Folders with city packs (EOC_CITIES), separated as in PATH, before the one that is shipped with the program.</summary>
    public required IReadOnlyList<string> Cities { get; init; }

    /// <summary>PEM certificate (EOC_TLS_CERT).</summary>
    public string? TlsCertificate { get; init; }

    /// <summary>PEM key (EOC_TLS_KEY).</summary>
    public string? TlsKey { get; init; }

    /// <summary>An OTLP/gRPC collector (EOC_OTLP), or null: no telemetry, unless OTEL_EXPORTER_OTLP_ENDPOINT names one.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>The city pack in which the demonstration plays (EOC_DEMO), or null: none. By itself it plays only in one process of all roles, in the clear.</summary>
    public string? Demo { get; init; }

    /// <summary>Whether an account of live must have an authenticator before it may do anything (EOC_TOTP): <c>required</c>, or <c>optional</c>.</summary>
    public bool TotpRequired { get; init; } = true;

    /// <summary>Whether one process is all there is: it alone writes the record, and answers in the clear on loopback.</summary>
    public bool Alone => Roles == (ProcessRoles.Silo | ProcessRoles.Edge | ProcessRoles.Work) && Silo is null && Journal is null && Bus is null && TlsCertificate is null;

    /// <summary>Whether grains are spread over several processes.</summary>
    public bool Clustered => Silo is not null || !Roles.HasFlag(ProcessRoles.Silo);

    /// <exception cref="SettingsException">A key is unknown or a value cannot be read.</exception>
    public static EocSettings From(SettingsSource source)
    {
        source.RefuseUnknown();
        var settings = new EocSettings
        {
            Data = Path.GetFullPath(source["EOC_DATA"] ?? "data"),
            Roles = ReadRoles(source["EOC_ROLES"]),
            Journal = ReadJournal(source["EOC_JOURNAL"]),
            Bus = ReadBus(source["EOC_BUS"]),
            Http = ReadEndpoint("EOC_HTTP", source["EOC_HTTP"] ?? "5080", IPAddress.Loopback),
            Grpc = ReadEndpoint("EOC_GRPC", source["EOC_GRPC"] ?? "5081", IPAddress.Loopback).Port,
            Silo = source["EOC_SILO"] is { } silo ? ReadEndpoint("EOC_SILO", silo, IPAddress.Loopback) : null,
            Cities = [.. ReadFolders("EOC_CITIES", source["EOC_CITIES"]), Shipped],
            TlsCertificate = source["EOC_TLS_CERT"],
            TlsKey = source["EOC_TLS_KEY"],
            TotpRequired = ReadTotp(source["EOC_TOTP"]),
            Otlp = ReadOtlp(source["EOC_OTLP"]),
        };
        settings.Check();
        return settings with { Demo = ReadDemo(source["EOC_DEMO"], settings.Alone) };
    }

    private static string? ReadDemo(string? text, bool alone) => text switch
    {
        "off" => null,
        null or "on" when alone => ShippedDemonstration(),
        null => null,
        _ when !alone => throw new SettingsException("EOC_DEMO", "the demonstration plays in one process of all roles, without EOC_JOURNAL, EOC_BUS, EOC_SILO and TLS: leave it out, or set it to off."),
        _ when RealmId.TryParse(text, null, out _) => text,
        _ => throw new SettingsException("EOC_DEMO", "give off, or the name of a city pack."),
    };

    /// <summary>Which city it is only the packs know: the shipped one whose name begins with <c>demo-</c>.</summary>
    private static string? ShippedDemonstration() =>
        Directory.Exists(Shipped) ? Directory.EnumerateDirectories(Shipped, "demo-*").Order(StringComparer.Ordinal).Select(Path.GetFileName).FirstOrDefault() : null;

    private static ProcessRoles ReadRoles(string? text)
    {
        var roles = default(ProcessRoles);
        foreach (var name in (text ?? "silo,edge,work").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            roles |= name switch
            {
                "silo" => ProcessRoles.Silo,
                "edge" => ProcessRoles.Edge,
                "work" => ProcessRoles.Work,
                _ => throw new SettingsException("EOC_ROLES", $"\"{name}\" is no role: give silo, edge and work, separated by commas."),
            };
        }

        return roles != default ? roles : throw new SettingsException("EOC_ROLES", "give at least one of silo, edge and work.");
    }

    private static string? ReadJournal(string? text)
    {
        try
        {
            return text is null ? null : new NpgsqlConnectionStringBuilder(text) is { Host.Length: > 0 } ? text : throw new SettingsException("EOC_JOURNAL", JournalForm);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException)
        {
            throw new SettingsException("EOC_JOURNAL", $"{failure.Message} {JournalForm}");
        }
    }

    private static IEnumerable<string> ReadFolders(string key, string? text)
    {
        var folders = (text ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return folders.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing
            ? throw new SettingsException(key, $"\"{missing}\" is no folder: give folders that hold city packs, separated by \"{Path.PathSeparator}\".")
            : folders.Select(Path.GetFullPath);
    }

    private static Uri? ReadBus(string? text) => text switch
    {
        null => null,
        _ when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" or "rabbitmq" => uri,
        _ => throw new SettingsException("EOC_BUS", "give amqp://user:password@host:port/virtual-host."),
    };

    private static bool ReadTotp(string? text) => text switch
    {
        null or "required" => true,
        "optional" => false,
        _ => throw new SettingsException("EOC_TOTP", "give required, or optional where a password alone opens live."),
    };

    private static Uri? ReadOtlp(string? text) => text switch
    {
        null => null,
        _ when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" => uri,
        _ => throw new SettingsException("EOC_OTLP", "give http://collector:4317."),
    };

    private static IPEndPoint ReadEndpoint(string key, string text, IPAddress fallback)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort) return new(fallback, port);
        return IPEndPoint.TryParse(text, out var endpoint) ? endpoint : throw new SettingsException(key, "give a port, or address:port.");
    }

    private void Check()
    {
        if ((TlsCertificate is null) != (TlsKey is null)) throw new SettingsException("EOC_TLS_CERT", "certificate and key come together: set EOC_TLS_KEY too.");
        if (Clustered && Journal is null) throw new SettingsException("EOC_JOURNAL", "several processes need PostgreSQL: give its connection string.");
        if (Clustered && Bus is null) throw new SettingsException("EOC_BUS", "several processes need RabbitMQ: give its amqp URI.");
        if (Silo is { } silo && !IsPrivate(silo.Address))
            throw new SettingsException("EOC_SILO", "the link between silos is not encrypted: give one loopback or private address, never a wildcard.");
    }

    /// <summary>Loopback, RFC 1918, link-local and unique local addresses.</summary>
    private static bool IsPrivate(IPAddress address)
    {
        if (IPAddress.IsLoopback(address) || address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal) return true;
        var bytes = address.GetAddressBytes();
        return bytes.Length == 4 && (bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32) || (bytes[0] == 192 && bytes[1] == 168));
    }
}

/// <summary>What a process runs.</summary>
[Flags]
internal enum ProcessRoles
{
    /// <summary>Grains and deadlines.</summary>
    Silo = 1,

    /// <summary>All RPCs, Watch, console, identity.</summary>
    Edge = 2,

    /// <summary>Disciplines, exercises, public information.</summary>
    Work = 4,
}
