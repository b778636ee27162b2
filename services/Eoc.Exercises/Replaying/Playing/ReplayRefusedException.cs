namespace Eoc.Exercises.Replaying.Playing;

/// <summary>Why a replay cannot be played, in words for the person who asked for it.</summary>
internal sealed class ReplayRefusedException(string message, Exception? inner = null) : Exception(message, inner);
