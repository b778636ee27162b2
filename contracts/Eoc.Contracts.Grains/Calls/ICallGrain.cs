using Eoc.Contracts.Events.Calls;
using Eoc.Contracts.Ids;
using Orleans.Concurrency;

namespace Eoc.Contracts.Grains.Calls;

/// <summary>One call. Key: its <see cref="StreamId" />.</summary>
[Alias("eoc.call")]
public interface ICallGrain : IGrainWithStringKey
{
    /// <summary>Records the contact.</summary>
    [Alias("take")]
    Task<CommandResult> Take(CommandContext context, TakeCall command, CancellationToken cancellation = default);

    /// <summary>Says which incident the call belongs to.</summary>
    [Alias("attach")]
    Task<CommandResult> Attach(CommandContext context, AttachCall command, CancellationToken cancellation = default);

    /// <summary>Takes an attachment back.</summary>
    [Alias("detach")]
    Task<CommandResult> Detach(CommandContext context, DetachCall command, CancellationToken cancellation = default);

    /// <summary>Whether the call exists and where it belongs.</summary>
    [Alias("standing"), ReadOnly]
    Task<CallStanding> Standing(CancellationToken cancellation = default);
}

/// <summary>Whether a call exists and where it belongs.</summary>
[GenerateSerializer, Immutable, Alias("eoc.call-standing")]
public sealed record CallStanding
{
    /// <summary>Whether it was ever taken.</summary>
    [Id(0)] public required bool Exists { get; init; }

    /// <summary>The incident it belongs to.</summary>
    [Id(1)] public IncidentId? Incident { get; init; }

    /// <summary>Who may know of that incident, when that is not the room.</summary>
    [Id(2)] public Audience? IncidentAudience { get; init; }
}

/// <summary>A contact arrived.</summary>
[GenerateSerializer, Immutable, Alias("eoc.take-call")]
public sealed record TakeCall
{
    /// <summary>Made by the caller.</summary>
    [Id(0)] public required CallId Call { get; init; }

    /// <summary>How it came in.</summary>
    [Id(1)] public required CallChannel Channel { get; init; }

    /// <summary>The number to call back, or empty.</summary>
    [Id(2)] public string CallbackNumber { get; init; } = string.Empty;

    /// <summary>The caller's name, or empty.</summary>
    [Id(3)] public string CallerName { get; init; } = string.Empty;

    /// <summary>The place as said.</summary>
    [Id(4)] public string Place { get; init; } = string.Empty;

    /// <summary>Where that is.</summary>
    [Id(5)] public GeoPoint? Position { get; init; }

    /// <summary>The first words.</summary>
    [Id(6)] public string Narrative { get; init; } = string.Empty;

    /// <summary>Who may know the caller.</summary>
    [Id(7)] public required Audience CallerAudience { get; init; }
}

/// <summary>The call belongs to this incident.</summary>
[GenerateSerializer, Immutable, Alias("eoc.attach-call")]
public sealed record AttachCall
{
    /// <summary>The call.</summary>
    [Id(0)] public required CallId Call { get; init; }

    /// <summary>The incident it belongs to.</summary>
    [Id(1)] public required IncidentId Incident { get; init; }

    /// <summary>Who may know of the incident, when that is not the room.</summary>
    [Id(2)] public Audience? IncidentAudience { get; init; }
}

/// <summary>The call does not belong to that incident after all.</summary>
[GenerateSerializer, Immutable, Alias("eoc.detach-call")]
public sealed record DetachCall
{
    /// <summary>The call.</summary>
    [Id(0)] public required CallId Call { get; init; }
}
