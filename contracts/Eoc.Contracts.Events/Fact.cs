namespace Eoc.Contracts.Events;

/// <summary>
/// Something that happened and was journalled. Every fact states its outcome in full, so that no projection repeats a rule of the domain.
/// </summary>
public abstract record Fact;

/// <summary>The durable name of a fact: what the journal stores and the bus carries. Never renamed, never reused.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class FactNameAttribute(string name, int version = 1) : Attribute
{
    /// <summary>The name without version, such as <c>unit.dispatched</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Raised when a reader of the older form would be wrong; new fields alone do not raise it.</summary>
    public int Version { get; } = version;
}
