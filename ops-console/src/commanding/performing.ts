import type { Assignment, Unit } from '../picture/entities';
import { AssignmentEnd, AssignmentStep } from '../picture/wire';
import type { Send } from '../rpc/commands';
import { uuid7 } from '../rpc/ids';
import type { Command } from './command';

/** One request of a line: a line for three units is three requests, each with its own answer. */
export interface Step {
  /** Whom or what it is about, for the answer line. */
  about: string;
  /** What is true when it was accepted. */
  done: string;
  send: Send;
  /** Sent only after this one was accepted. */
  then?: Step;
}

type Doing = Extract<Command, { kind: 'dispatch' | 'advance' | 'clear' | 'cancel' | 'duty' | 'note' | 'prioritise' | 'close' }>;

/** The requests of a command. Ids of what it makes are made here, once, so that a retry names the same thing. */
export function stepsOf(command: Doing, activeOf: (unit: Unit) => Assignment | undefined, stepName: (step: AssignmentStep) => string): Step[] {
  switch (command.kind) {
    case 'dispatch':
      return command.units.map((unit) => dispatch(command, unit, stepName));
    case 'advance':
      return command.units.map((unit) => advance(unit, '', command.step, stepName));
    case 'clear':
      return command.units.map((unit) => clear(unit, command.disposition, activeOf(unit)));
    case 'cancel':
      return command.units.map((unit) => cancel(unit, command.reason, activeOf(unit)));
    case 'duty':
      return command.units.map((unit) => ({
        about: unit.callSign,
        done: command.reason === '' ? 'in service' : `set: ${command.reason}`,
        send: ({ units }, header, options) => units.setUnitDuty({ header, unit: unit.id, status: command.status, reason: command.reason }, options),
      }));
    case 'note':
      return [
        {
          about: '',
          done: command.urgent ? 'urgent note written' : 'note written',
          send: ({ incidents }, header, options) => incidents.noteIncident({ header, incident: command.incident.id, text: command.text, urgent: command.urgent }, options),
        },
      ];
    case 'prioritise':
      return [
        {
          about: '',
          done: `priority ${command.priority}`,
          send: ({ incidents }, header, options) => incidents.prioritiseIncident({ header, incident: command.incident.id, priority: command.priority, reason: command.reason }, options),
        },
      ];
    case 'close':
      return [
        {
          about: '',
          done: 'closed',
          send: ({ incidents }, header, options) => incidents.closeIncident({ header, incident: command.incident.id, dispositions: command.dispositions }, options),
        },
      ];
  }
}

function dispatch(command: Extract<Command, { kind: 'dispatch' }>, unit: Unit, stepName: (step: AssignmentStep) => string): Step {
  const assignment = uuid7();
  const { incident, ifCommitted, reason, then } = command;
  return {
    about: unit.callSign,
    done: 'dispatched',
    send: ({ units }, header, options) => units.dispatchUnit({ header, unit: unit.id, incident: incident.id, assignment, ifCommitted, reason }, options),
    ...(then === undefined ? {} : { then: advance(unit, assignment, then, stepName) }),
  };
}

function advance(unit: Unit, assignment: string, step: AssignmentStep, stepName: (step: AssignmentStep) => string): Step {
  return {
    about: unit.callSign,
    done: stepName(step),
    send: ({ units }, header, options) => units.advanceAssignment({ header, unit: unit.id, assignment, step }, options),
  };
}

function clear(unit: Unit, disposition: string, active: Assignment | undefined): Step {
  const recorded: Step | undefined =
    disposition === '' || active === undefined
      ? undefined
      : {
          about: unit.agency.toUpperCase(),
          done: `disposition ${disposition}`,
          send: ({ incidents }, header, options) => incidents.recordDisposition({ header, incident: active.incident, agency: unit.agency, disposition }, options),
        };
  return {
    about: unit.callSign,
    done: 'clear',
    send: ({ units }, header, options) => units.endAssignment({ header, unit: unit.id, end: AssignmentEnd.CLEARED }, options),
    ...(recorded === undefined ? {} : { then: recorded }),
  };
}

function cancel(unit: Unit, reason: string, active: Assignment | undefined): Step {
  const isMoving = active !== undefined && active.step >= AssignmentStep.EN_ROUTE;
  const end = isMoving ? AssignmentEnd.CANCELLED_EN_ROUTE : AssignmentEnd.ASSIGNMENT_CANCELLED;
  return {
    about: unit.callSign,
    done: 'called off',
    send: ({ units }, header, options) => units.endAssignment({ header, unit: unit.id, end, reason }, options),
  };
}
