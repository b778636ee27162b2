using System.Collections.Immutable;
using Eoc.Contracts.Ids;
using Eoc.Picture.Projecting;

namespace Eoc.Picture.Measuring;

/// <summary>What names one frame, at the server and at every console that got it.</summary>
internal readonly record struct FrameName(string Channel, ulong Epoch, long Sequence);

/// <summary>A frame that was made.</summary>
/// <param name="Need">Who may know of it.</param>
/// <param name="At">When it was made, UTC.</param>
/// <param name="Commands">The commands behind it.</param>
internal sealed record ToldFrame(NeedToKnow Need, DateTimeOffset At, ImmutableArray<CommandId> Commands);
