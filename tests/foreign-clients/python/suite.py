"""The suite of python3-grpcio, working from descriptors alone: no generated code."""
import json
import os
import sys
import threading
import time
import traceback
import urllib.parse
import urllib.request
import uuid

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

from places import Column, Places

WORLD = json.loads(os.environ["EOC_WORLD"])
TOKENS, REALM = WORLD["tokens"], WORLD["realm"]
POOL = descriptor_pool.DescriptorPool()
with open(os.environ["EOC_IMAGE"], "rb") as image:
    for file in descriptor_pb2.FileDescriptorSet.FromString(image.read()).file:
        POOL.Add(file)
FACTORY = message_factory.MessageFactory(POOL)
STATUS = grpc.StatusCode


def message(name, **fields):
    return FACTORY.GetPrototype(POOL.FindMessageTypeByName(f"eoc.v1.{name}"))(**fields)


def connect():
    return grpc.insecure_channel(f"127.0.0.1:{WORLD['grpc']}")


def method(channel, service, name):
    """The callable of a method, by its streaming kind."""
    descriptor = POOL.FindServiceByName(f"eoc.v1.{service}").FindMethodByName(name)
    proto = descriptor_pb2.MethodDescriptorProto()
    descriptor.CopyToProto(proto)
    kind = f"{'stream' if proto.client_streaming else 'unary'}_{'stream' if proto.server_streaming else 'unary'}"
    reply = FACTORY.GetPrototype(descriptor.output_type)
    return getattr(channel, kind)(f"/eoc.v1.{service}/{name}", request_serializer=lambda m: m.SerializeToString(), response_deserializer=reply.FromString)


def bearer(token):
    return [("authorization", f"Bearer {token}")]


def header():
    made = message("CommandHeader", realm=REALM, command_id=str(uuid.uuid4()))
    made.issued_at.GetCurrentTime()
    return made


def take_call(**fields):
    return message("TakeCallRequest", **{"header": header(), "call": str(uuid.uuid4()), "channel": 1, "place": "Market St", "narrative": "smoke", **fields})


def open_incident(channel, incident):
    request = message("OpenIncidentRequest", header=header(), incident=incident, type="FIRE", priority=1)
    accepted(method(channel, "IncidentService", "OpenIncident")(request, metadata=bearer(TOKENS["dispatcher"])))


def accepted(reply):
    assert reply.outcome.WhichOneof("result") == "accepted", reply
    return reply.outcome.accepted


def failure(act):
    try:
        act()
    except grpc.RpcError as error:
        return error
    raise AssertionError("it did not fail")


def watch(channel, **options):
    return method(channel, "PictureStreamService", "Watch")(message("WatchRequest", realm=REALM), metadata=bearer(TOKENS["dispatcher"]), **options)


def see(stream, wanted):
    for frame in stream:
        for part in frame.channels:
            for change in part.changes:
                if change.HasField("upsert") and wanted(change.upsert):
                    return change.upsert
    raise AssertionError("the stream ended")


def log(path, **query):
    with urllib.request.urlopen(f"http://127.0.0.1:{WORLD['log']}/{path}?{urllib.parse.urlencode(query)}") as answer:
        return int(answer.read())


def request_ends(name, after, ms):
    log("find", after=after, ms=ms, pattern="Request finished HTTP/.*" + name.replace(".", "\\."))


def unary_and_its_retry():
    with connect() as channel:
        request = take_call()
        take = method(channel, "CallService", "TakeCall")
        first = accepted(take(request, metadata=bearer(TOKENS["dispatcher"])))
        assert accepted(take(request, metadata=bearer(TOKENS["dispatcher"]))) == first


def statuses():
    with connect() as channel:
        take = method(channel, "CallService", "TakeCall")
        assert failure(lambda: take(take_call())).code() == STATUS.UNAUTHENTICATED
        assert failure(lambda: take(take_call(), metadata=bearer(TOKENS["observer"]))).code() == STATUS.PERMISSION_DENIED
        assert failure(lambda: take(take_call(narrative="x" * (5 << 20)), metadata=bearer(TOKENS["dispatcher"]))).code() == STATUS.RESOURCE_EXHAUSTED
        strange = channel.unary_unary("/eoc.v1.CallService/Teleport")
        assert failure(lambda: strange(b"", metadata=bearer(TOKENS["dispatcher"]))).code() == STATUS.UNIMPLEMENTED
        accepted(take(take_call(), metadata=bearer(TOKENS["dispatcher"])))


def details_in_trailers():
    with connect() as channel:
        request = take_call()
        request.position.latitude = float("nan")
        error = failure(lambda: method(channel, "CallService", "TakeCall")(request, metadata=bearer(TOKENS["dispatcher"])))
        assert error.code() == STATUS.INVALID_ARGUMENT, error
        details = dict(error.trailing_metadata())["grpc-status-details-bin"]
        assert b"google.rpc.BadRequest" in details and b"position" in details


def picture():
    with connect() as channel:
        stream = watch(channel, timeout=60)
        assert see(stream, lambda entity: entity.id == WORLD["unit"]).unit.call_sign == "E1"
        incident = str(uuid.uuid4())
        open_incident(channel, incident)
        see(stream, lambda entity: entity.id == incident)
        stream.cancel()


def positions():
    with connect() as channel:
        def rows():
            for i in range(10):
                yield message(
                    "ReportRequest", realm=REALM, units=[WORLD["unit"]] if i == 0 else [], unit_numbers=[0], latitudes=[37.77 + i * 1e-5],
                    longitudes=[-122.41], fixed_at_ms=[int(time.time() * 1000) - 1000 + i * 100])
        reply = method(channel, "TrackingService", "Report")(rows(), metadata=bearer(TOKENS["device"]), timeout=60)
        assert reply.accepted + reply.superseded + reply.refused + reply.quarantined == 10 and reply.accepted >= 1, reply


def packed_column():
    """The example of contracts/README.md."""
    numbers = [0, -2, 5, 3, 1_000_000, -1, 4, 2, -3]
    column = Column(bytes.fromhex("020f55fffe003d09007112"))
    assert [column.signed() for _ in numbers] == numbers


def places():
    """One who looks on from the start and one who comes late are told the same of a unit that drives north-east."""
    now, far = time.time(), threading.Event()

    def drive():
        for i in range(40):
            yield message(
                "ReportRequest", realm=REALM, units=[WORLD["unit"]] if i == 0 else [], unit_numbers=[0], latitudes=[(37_770_100 + i * 100) / 1e6],
                longitudes=[(-122_410_000 + i * 50) / 1e6], fixed_at_ms=[int((now + i * 0.3) * 1000)])
            if far.wait(0.3):
                return

    def follow(channel, wanted):
        held = Places()
        for frame in watch(channel, timeout=60):
            for part in frame.channels:
                held.apply(part)
            if (place := held.of(WORLD["unit"])) and wanted(place):
                return place
        raise AssertionError("the stream ended")

    with connect() as channel:
        driving = method(channel, "TrackingService", "Report").future(drive(), metadata=bearer(TOKENS["device"]), timeout=60)
        early = follow(channel, lambda place: place[0] > 37_770_600 and place[2] > 0)
        far.set()
        driving.result()
        assert early[2] == 2 * early[3] and (early[0] - 37_770_100) == 2 * (early[1] + 122_410_000), early
        late = follow(channel, lambda place: place[0] >= early[0])
        assert late[2] == 2 * late[3] and late[2] > 0, late


def terminal():
    done = threading.Event()

    def requests():
        first = message("TerminalRequest", realm=REALM)
        first.position.position.latitude, first.position.position.longitude = 37.7749, -122.4194
        yield first
        done.wait(20)

    with connect() as channel:
        stream = method(channel, "TrackingService", "Terminal")(requests(), metadata=bearer(TOKENS["device"]), timeout=60)
        next(stream)
        incident, assignment = str(uuid.uuid4()), str(uuid.uuid4())
        open_incident(channel, incident)
        dispatch = message("DispatchUnitRequest", header=header(), unit=WORLD["unit"], incident=incident, assignment=assignment, if_committed=2)
        accepted(method(channel, "UnitService", "DispatchUnit")(dispatch, metadata=bearer(TOKENS["dispatcher"])))
        assert any(entry.assignment == assignment for answer in stream for entry in answer.assignments)
        done.set()
        end = message("EndAssignmentRequest", header=header(), unit=WORLD["unit"], assignment=assignment, end=1)
        accepted(method(channel, "UnitService", "EndAssignment")(end, metadata=bearer(TOKENS["dispatcher"])))


def deadline():
    with connect() as channel:
        assert failure(lambda: see(watch(channel, timeout=0.7), lambda entity: False)).code() == STATUS.DEADLINE_EXCEEDED


def cancellation():
    with connect() as channel:
        stream = watch(channel)
        next(stream)
        after = log("lines")
        stream.cancel()
        assert failure(lambda: list(stream)).code() == STATUS.CANCELLED
        request_ends("eoc.v1.PictureStreamService/Watch", after, 1000)


def death_of_the_client():
    channel = connect()
    stream = watch(channel)
    next(stream)
    after = log("lines")
    channel.close()
    request_ends("eoc.v1.PictureStreamService/Watch", after, 1000)


def hundred_streams():
    with connect() as channel:
        streams = [watch(channel, timeout=60) for _ in range(100)]
        for stream in streams:
            next(stream)
        accepted(method(channel, "CallService", "TakeCall")(take_call(), metadata=bearer(TOKENS["dispatcher"]), timeout=30))
        for stream in streams:
            stream.cancel()


def health():
    with connect() as channel:
        # An empty request asks for the whole server; field 1 is the status, 1 is SERVING.
        assert channel.unary_unary("/grpc.health.v1.Health/Check")(b"", timeout=30) == b"\x08\x01"


def reflection():
    with connect() as channel:
        ask = channel.stream_stream("/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo")
        # Field 7, list_services: "*".
        answer = next(ask(iter([b"\x3a\x01*"]), timeout=30))
        for name in (b"eoc.v1.CallService", b"eoc.v1.PictureStreamService", b"eoc.v1.TrackingService"):
            assert name in answer, answer


TESTS = [
    ("unary: a command is accepted, and its retry gets the first answer", unary_and_its_retry),
    ("status: nobody, the wrong role, too much, a strange method", statuses),
    ("status and trailers: a bad value names its field in grpc-status-details-bin", details_in_trailers),
    ("server stream: the picture begins with a snapshot and goes on with what happens", picture),
    ("client stream: positions are counted", positions),
    ("a packed column is read as the contract shows it", packed_column),
    ("where a unit is and where it goes is read from position blocks", places),
    ("both ways: a terminal sends its position and is told its assignment", terminal),
    ("deadline: a stream that outlives it is DEADLINE_EXCEEDED", deadline),
    ("cancellation mid-stream is noticed by the server within a second", cancellation),
    ("the death of a client mid-stream is noticed by the server within a second", death_of_the_client),
    ("100 streams at once on one connection, and a command beside them", hundred_streams),
    ("health answers on the gRPC port", health),
    ("reflection lists our services", reflection),
]


def main():
    failed = 0
    for name, body in TESTS:
        start = time.monotonic()
        try:
            body()
            print(f"ok {name} ({(time.monotonic() - start) * 1000:.0f} ms)", flush=True)
        except Exception:
            failed += 1
            print(f"FAILED {name}\n{traceback.format_exc()}", flush=True)
    print(f"{len(TESTS) - failed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


sys.exit(main())
