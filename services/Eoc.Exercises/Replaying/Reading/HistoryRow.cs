using System.Collections.Immutable;
using Eoc.Contracts.Ids;
using Eoc.Exercises.Reporting;

namespace Eoc.Exercises.Replaying.Reading;

/// <summary>One row of a call history: one unit's response to one call.</summary>
/// <param name="Line">The line on which it begins.</param>
/// <param name="Call">The call's number.</param>
/// <param name="Unit">The unit as the file calls it.</param>
/// <param name="Stamps">Its times; received, entry and dispatch are always there.</param>
/// <param name="CameTwice">Those of its times that lie in an hour that comes twice.</param>
/// <param name="Description">What the call was about.</param>
/// <param name="UnitType">Such as <c>ENGINE</c>, or empty.</param>
internal sealed record HistoryRow(
    long Line, string Call, string Unit, Stamps Stamps, ImmutableArray<Stamp> CameTwice, CallDescription Description, string UnitType);

/// <summary>What a row says of its call; all rows of a call say the same.</summary>
internal sealed record CallDescription(string Type, int Priority, string Place, GeoPoint? Position, string Disposition);
