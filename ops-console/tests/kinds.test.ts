import { describe, expect, test } from 'vitest';
import { incidentKindOf, incidentKinds } from '../src/map/incidentKinds';
import { crewOf, crews } from '../src/picture/crews';
import { kindWords } from '../src/ui/kinds';

describe('kinds as people and the map know them', () => {
  test.each([['GroundALSAmbulance', 'ALS ambulance'], ['StructureFireEngineType1', 'engine'], ['MaintenanceandRepairTeam', 'repair crew'], ['CommandLevel3', 'chief'], ['SomeBLSTransportUnit', 'some BLS transport unit'], ['PATROL', 'patrol'], ['SWAT', 'swat']])('%s reads %s', (kind, words) =>
    expect(kindWords(kind)).toBe(words));

  test.each([
    ['StructureFireEngineType1', 'square', 'E'], ['FireTruckLadder', 'square', 'T'], ['GroundBLSAmbulance', 'round', 'A'], ['PatrolUnit', 'shield', 'P'], ['LawEnforcementCommandUnit', 'shield', 'P'],
    ['CommandLevel3', 'square', 'C'], ['TowTruck', 'hexagon', 'TR'], ['something new', 'hexagon', ''],
  ])('%s is drawn as a %s with %s', (kind, outline, letters) => expect(crews[crewOf(kind)]).toEqual({ outline, letters }));

  test.each([['BURGLARY ALARM', 'crime'], ['FIRE ALARM', 'fire'], ['GAS LEAK', 'gas'], ['VEHICLE ACCIDENT', 'accident'], ['CARDIAC ARREST', 'medical'], ['WATER MAIN', 'water'], ['WIRES DOWN', 'other']])('%s is %s', (type, name) =>
    expect(incidentKinds[incidentKindOf(type)]!.name).toBe(name));
});
