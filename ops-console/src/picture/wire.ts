// The enumerations of the wire contract, under one roof for everything that reads the picture.
export { AnomalyKind, AssignmentOutcome, ChannelKind, EntityKind, IncidentStatus } from '../gen/eoc/v1/picture_pb';
export { AssignmentEnd, AssignmentStep, IfCommitted, PrimaryStatus } from '../gen/eoc/v1/units_pb';
export { CallChannel } from '../gen/eoc/v1/calls_pb';
export { Discipline } from '../gen/eoc/v1/agencies_pb';
export { ClockMode, RealmKind } from '../gen/eoc/v1/realms_pb';
export { Role } from '../gen/eoc/v1/policy_pb';
