using Eoc.Journal.Grouping;
using Microsoft.Extensions.Time.Testing;

namespace Eoc.Journal.Tests.Grouping;

public sealed class Gathering_chores
{
    /// <summary>Seen as "Collection was modified" in a commit that had nothing to do with the chore.</summary>
    [Fact]
    public async Task leaves_a_commit_alone_that_took_the_list_while_it_was_empty()
    {
        await using var chores = new ChoreList(new FakeTimeProvider(), () => { });
        var taken = chores.Take();

        chores.CommitsPublished(Guid.CreateVersion7(), 7);

        Assert.True(taken.IsEmpty);
        Assert.False(chores.Take().IsEmpty);
    }
}
