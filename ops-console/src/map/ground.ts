import type { FeatureCollection } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { groundSources, type GroundSource } from './style';

/** A city as the map needs it, from its pack. */
export interface Ground {
  /** Empty when the realm has no city. */
  name: string;
  title: string;
  /** What the screen must say of it; empty is nothing. */
  notice: string;
  bounds: [west: number, south: number, east: number, north: number] | undefined;
  /** Stations and hospitals. */
  places: FeatureCollection;
  layers: readonly string[];
}

/** The states of the country, from what is served with the page; a city without a pack still lies somewhere. */
export async function states(address: string): Promise<FeatureCollection> {
  const answer = await fetch(address);
  const topology = (await answer.json()) as Topology<{ states: GeometryCollection }>;
  return feature(topology, topology.objects.states);
}

/** From which source a layer of a pack is drawn. */
export const sourceOf = (layer: string): GroundSource => groundSources.find((source) => source === layer) ?? 'other';
