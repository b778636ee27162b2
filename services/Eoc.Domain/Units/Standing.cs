using System.Collections.Immutable;
using Eoc.Contracts.Events.Units;

namespace Eoc.Domain.Units;

/// <summary>How a unit stands: its primary status follows from its assignments and, without any, from its duty.</summary>
internal static class Standing
{
    public static UnitStanding Of(Duty? duty, ImmutableArray<Assignment> open) => new(
        open.IsEmpty ? duty?.Status ?? PrimaryStatus.Available : PrimaryStatus.NotAvailable,
        open.IsEmpty ? null : open[0].Id,
        open.IsEmpty ? [] : [.. open.Skip(1).Select(assignment => assignment.Id)]);

    /// <summary>The assignments in the order a fact stated: replaying never repeats the rule that made it.</summary>
    public static ImmutableArray<Assignment> Order(ImmutableArray<Assignment> open, UnitStanding standing) =>
        open.Length < 2 ? open : [.. open.OrderBy(assignment => assignment.Id == standing.Active ? -1 : standing.Stacked.IndexOf(assignment.Id))];
}
