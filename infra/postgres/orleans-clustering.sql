-- Who is in the cluster. Applied by every silo at its start, under an advisory lock, in the schema `orleans` (it is first in the search path);
-- applying it again changes nothing but the texts of the queries.
--
-- Orleans (Microsoft.Orleans.Clustering.AdoNet 10.4) owns two names here: the table OrleansQuery with its columns QueryKey and QueryText, from which
-- it takes its statements, and the parameters and result columns of those statements. The tables behind them are ours.

CREATE TABLE IF NOT EXISTS orleansquery (
    querykey  text PRIMARY KEY,
    querytext text NOT NULL
);

-- One row for each cluster. Every change of the membership moves the version by one, and only from the version its author has seen.
CREATE TABLE IF NOT EXISTS membership_version (
    deployment_id text PRIMARY KEY,
    version       integer NOT NULL DEFAULT 0
);

-- One row for each life of a silo: a restart is another generation. Status 3 is active, 6 is dead; the dead stay for diagnosis until cleaned up.
CREATE TABLE IF NOT EXISTS membership (
    deployment_id text NOT NULL REFERENCES membership_version,
    address       text NOT NULL,
    port          integer NOT NULL,
    generation    integer NOT NULL,
    silo_name     text NOT NULL,
    host_name     text NOT NULL,
    status        integer NOT NULL,
    proxy_port    integer,
    suspect_times text,
    start_time    timestamptz(3) NOT NULL,
    alive_time    timestamptz(3) NOT NULL,
    PRIMARY KEY (deployment_id, address, port, generation)
);

INSERT INTO orleansquery (querykey, querytext) VALUES

('InsertMembershipVersionKey', $$
    WITH begun AS (INSERT INTO membership_version (deployment_id) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
    SELECT count(*) > 0 FROM begun
$$),

-- The version row is the lock: of two that have seen the same version, one finds it moved on and writes nothing.
('InsertMembershipKey', $$
    WITH moved AS (
        UPDATE membership_version SET version = version + 1
        WHERE deployment_id = @DeploymentId AND version = @Version AND NOT EXISTS (
            SELECT FROM membership WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING 1),
    joined AS (
        INSERT INTO membership
            (deployment_id, address, port, generation, silo_name, host_name, status, proxy_port, start_time, alive_time)
        SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM moved
        RETURNING 1)
    SELECT count(*) > 0 FROM joined
$$),

('UpdateMembershipKey', $$
    WITH moved AS (
        UPDATE membership_version SET version = version + 1
        WHERE deployment_id = @DeploymentId AND version = @Version AND EXISTS (
            SELECT FROM membership WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING 1),
    changed AS (
        UPDATE membership SET status = @Status, suspect_times = @SuspectTimes, alive_time = greatest(alive_time, @IAmAliveTime)
        FROM moved
        WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
        RETURNING 1)
    SELECT count(*) > 0 FROM changed
$$),

-- A sign of life is no change of the membership: the version stays.
('UpdateIAmAlivetimeKey', $$
    UPDATE membership SET alive_time = greatest(alive_time, @IAmAliveTime)
    WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$$),

-- Without the silo there is still a row, for the version.
('MembershipReadRowKey', $$
    SELECT v.deployment_id AS DeploymentId, m.address AS Address, m.port AS Port, m.generation AS Generation, m.silo_name AS SiloName,
        m.host_name AS HostName, m.status AS Status, m.proxy_port AS ProxyPort, m.suspect_times AS SuspectTimes,
        m.start_time AS StartTime, m.alive_time AS IAmAliveTime, v.version AS Version
    FROM membership_version v
    LEFT JOIN membership m ON m.deployment_id = v.deployment_id AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
    WHERE v.deployment_id = @DeploymentId
$$),

('MembershipReadAllKey', $$
    SELECT v.deployment_id AS DeploymentId, m.address AS Address, m.port AS Port, m.generation AS Generation, m.silo_name AS SiloName,
        m.host_name AS HostName, m.status AS Status, m.proxy_port AS ProxyPort, m.suspect_times AS SuspectTimes,
        m.start_time AS StartTime, m.alive_time AS IAmAliveTime, v.version AS Version
    FROM membership_version v
    LEFT JOIN membership m ON m.deployment_id = v.deployment_id
    WHERE v.deployment_id = @DeploymentId
$$),

('GatewaysQueryKey', $$
    SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation
    FROM membership WHERE deployment_id = @DeploymentId AND status = @Status AND proxy_port > 0
$$),

-- Only the dead are forgotten: a silo that is slow to sign is not gone.
('CleanupDefunctSiloEntriesKey', $$
    DELETE FROM membership WHERE deployment_id = @DeploymentId AND status = 6 AND alive_time < @IAmAliveTime AND start_time < @IAmAliveTime
$$),

('CleanupDefunctSiloEntryKey', $$
    DELETE FROM membership
    WHERE deployment_id = @DeploymentId AND status = 6 AND address = @Address AND port = @Port AND generation = @Generation
        AND alive_time = @IAmAliveTime AND start_time = @StartTime AND coalesce(suspect_times, '') = coalesce(@SuspectTimes, '')
$$),

('DeleteMembershipTableEntriesKey', $$
    WITH gone AS (DELETE FROM membership WHERE deployment_id = @DeploymentId)
    DELETE FROM membership_version WHERE deployment_id = @DeploymentId
$$)

ON CONFLICT (querykey) DO UPDATE SET querytext = excluded.querytext;
