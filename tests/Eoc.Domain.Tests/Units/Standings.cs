using System.Diagnostics.CodeAnalysis;
using Eoc.Contracts.Events.Units;

namespace Eoc.Domain.Tests.Units;

/// <summary>Compares standings by content: immutable arrays compare by reference.</summary>
internal sealed class Standings : IEqualityComparer<UnitStanding>
{
    public static readonly Standings Same = new();

    public bool Equals(UnitStanding? x, UnitStanding? y) =>
        x is not null && y is not null && x.Primary == y.Primary && x.Active == y.Active && x.Stacked.SequenceEqual(y.Stacked);

    public int GetHashCode([DisallowNull] UnitStanding obj) => HashCode.Combine(obj.Primary, obj.Active, obj.Stacked.Length);
}
