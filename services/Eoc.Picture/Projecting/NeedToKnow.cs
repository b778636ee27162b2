using System.Collections.Frozen;
using Eoc.Contracts.Ids;

namespace Eoc.Picture.Projecting;

/// <summary>
/// The audience labels a viewer must hold, all of them. Usually one; what links two things that few may know needs both. The name is the
/// labels in ordinal order joined by '+', so that equal needs are equal text. The room is held by everybody in the realm and so is left out
/// beside any other label.
/// </summary>
internal readonly record struct NeedToKnow
{
    private readonly string? _name;

    private NeedToKnow(string name) => _name = name;

    /// <summary>Not known yet who may see it: nobody does.</summary>
    public static readonly NeedToKnow Nobody;

    /// <summary>Everybody in the realm.</summary>
    public static readonly NeedToKnow Room = Of(Audience.Room);

    /// <summary>The labels, joined; empty when nobody may know.</summary>
    public string Name => _name ?? string.Empty;

    /// <summary>Those who hold this label; an audience that was never set is nobody's.</summary>
    public static NeedToKnow Of(Audience audience) => string.IsNullOrEmpty(audience.Label) ? Nobody : new(audience.Label);

    /// <summary>Those who may know both.</summary>
    public NeedToKnow And(NeedToKnow other)
    {
        if (this == Nobody || other == Nobody) return Nobody;
        if (this == other || other == Room) return this;
        if (this == Room) return other;
        return new(string.Join('+', Name.Split('+').Union(other.Name.Split('+')).Order(StringComparer.Ordinal)));
    }

    /// <summary>Whether somebody with these labels may know.</summary>
    public bool IsMetBy(FrozenSet<string> labels)
    {
        if (this == Nobody) return false;
        return this == Room || Name.Split('+').All(labels.Contains);
    }

    /// <inheritdoc />
    public override string ToString() => Name;
}
