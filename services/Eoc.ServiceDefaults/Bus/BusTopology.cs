using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Positions;
using MassTransit;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>The names on the bus, frozen apart from any C# name, and what goes where. Facts and positions never share a queue.</summary>
public static class BusTopology
{
    /// <summary>The exchange of facts; direct, routed by lane.</summary>
    public const string Facts = "eoc.facts";

    /// <summary>The exchange of positions; direct, routed by lane.</summary>
    public const string Positions = "eoc.positions";

    /// <summary>The exchange and the queue of messages that were given up, for a person to look at.</summary>
    public const string Parked = "eoc.parked";

    /// <summary>How often a message is delivered before it is given up.</summary>
    internal const int DeliveryLimit = 10;

    /// <summary>Both exchanges are of this kind.</summary>
    internal const string Direct = "direct";

    /// <summary>Names and routing, the same on every transport.</summary>
    internal static void Name(IBusFactoryConfigurator bus)
    {
        bus.Message<FactsPublished>(message => message.SetEntityName(Facts));
        bus.Message<PositionsMoved>(message => message.SetEntityName(Positions));
        bus.Send<FactsPublished>(send => send.UseRoutingKeyFormatter(sent => BusLane.Of(sent.Message.Realm)));
        bus.Send<PositionsMoved>(send => send.UseRoutingKeyFormatter(sent => BusLane.Of(sent.Message.Realm)));
    }
}
