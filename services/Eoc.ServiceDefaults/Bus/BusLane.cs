using Eoc.Contracts.Ids;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>What is not live travels beside it: routing key and queues differ, so that no exercise can delay the real thing.</summary>
public static class BusLane
{
    /// <summary>The realm whose effects reach the world.</summary>
    public const string Live = "live";

    /// <summary>Every other realm.</summary>
    public const string Exercise = "exercise";

    /// <summary>Both.</summary>
    public static readonly IReadOnlyList<string> All = [Live, Exercise];

    /// <summary>The routing key of a realm's messages.</summary>
    public static string Of(string realm) => realm == RealmId.Live.Value ? Live : Exercise;
}
