using System.Collections.Immutable;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Cities.Packs;

/// <summary>A city pack as it was read: what is told of it, and what is looked up in it.</summary>
/// <param name="City">What everybody in the realm is told.</param>
/// <param name="Layers">The bytes behind <see cref="GetCityResponse.Layers" />, in the same order.</param>
/// <param name="Streets">What the layer <c>streets</c> holds.</param>
/// <param name="Places">Named places besides stations, hospitals, districts and cameras.</param>
/// <param name="Intersections">Surveyed intersections.</param>
/// <param name="Grid">The address grid, or null.</param>
internal sealed record Pack(
    GetCityResponse City,
    ImmutableArray<PackLayer> Layers,
    ImmutableArray<Street> Streets,
    ImmutableArray<NamedPlace> Places,
    ImmutableArray<Intersection> Intersections,
    Grid? Grid);

/// <summary>A map layer, GeoJSON as it lies in the file.</summary>
/// <param name="Name">A slug.</param>
/// <param name="Title">In words.</param>
/// <param name="Bytes">UTF-8.</param>
/// <param name="Sha256">Of the bytes.</param>
internal sealed record PackLayer(string Name, string Title, ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte> Sha256);

/// <summary>A street's way. Two streets meet where they share a point.</summary>
/// <param name="Name">As it is written on signs, such as <c>Station Road</c>.</param>
/// <param name="Class">What kind of street.</param>
/// <param name="Speed">Kilometres an hour at which units make their way.</param>
/// <param name="Lines">Its parts, each two or more points.</param>
/// <param name="Line">Where it stands in the file.</param>
internal sealed record Street(string Name, string Class, double Speed, ImmutableArray<ImmutableArray<GeoPoint>> Lines, int Line);

/// <summary>A place people call by name.</summary>
internal sealed record NamedPlace(string Name, PlaceKind Kind, GeoPoint At);

/// <summary>Where two streets meet.</summary>
/// <param name="First">A street, such as <c>N MAIN ST</c>.</param>
/// <param name="Second">The other.</param>
/// <param name="At">Where.</param>
internal sealed record Intersection(string First, string Second, GeoPoint At);
