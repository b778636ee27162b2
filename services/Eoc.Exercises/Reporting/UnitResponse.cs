namespace Eoc.Exercises.Reporting;

/// <summary>One unit's response to one call, whoever recorded it: what the figures are made of.</summary>
/// <param name="Call">Names the call; equal for all responses to it.</param>
/// <param name="Unit">Names the unit.</param>
/// <param name="Stamps">Its times. Without an end that is known there is no <see cref="Stamp.Available" />.</param>
internal readonly record struct UnitResponse(string Call, string Unit, Stamps Stamps);
