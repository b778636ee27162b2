namespace Eoc.Journal.Verifying;

/// <summary>What is wrong with a place in the record.</summary>
public enum FindingKind
{
    /// <summary>An entry is not what was hashed: its data, its header, its hash or its predecessor's.</summary>
    AlteredEntry = 1,

    /// <summary>An entry is not there, though a later one, the stream's head or a witness says that it was.</summary>
    MissingEntry = 2,

    /// <summary>The head noted for a stream is not its last entry.</summary>
    AlteredHead = 3,

    /// <summary>A commit is not what was hashed: an entry of it was removed, added or altered, or the commit's own row was.</summary>
    AlteredCommit = 4,

    /// <summary>A commit is not there, though a later one, an entry or a witness says that it was.</summary>
    MissingCommit = 5,

    /// <summary>A line of the witness file was altered, removed or not signed by this key.</summary>
    BrokenWitness = 6,
}

/// <summary>One place in the record that is not as it was written.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Where">The stream, <c>realm/kind/id</c>; a writer's id for a commit; the file for a witness.</param>
/// <param name="Number">The entry's version, the commit's number, or the line.</param>
/// <param name="Detail">What was found, for a person.</param>
public sealed record Finding(FindingKind Kind, string Where, long Number, string Detail);
