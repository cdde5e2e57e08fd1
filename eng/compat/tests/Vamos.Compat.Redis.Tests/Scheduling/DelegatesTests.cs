namespace Vamos.Compat.Redis.Tests.Scheduling;

using Pipelines.Sockets.Unofficial;

public sealed class DelegatesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    public void AsEnumerable_ofADelegate_givesItsTargetsInOrder(int count)
    {
        List<int> called = [];
        Action? all = null;
        for (var i = 0; i < count; i++)
        {
            var number = i;
            all += () => called.Add(number);
        }

        foreach (var one in all!.AsEnumerable())
            one();

        Assert.Equal(Enumerable.Range(0, count), called);
        Assert.Equal(count == 1, all!.IsSingle());
    }

    [Fact]
    public void AsEnumerable_ofNull_isEmpty()
    {
        foreach (var _ in ((Action)null!).AsEnumerable())
            Assert.Fail("there is no target");
        Assert.False(((Action)null!).IsSingle());
    }
}
