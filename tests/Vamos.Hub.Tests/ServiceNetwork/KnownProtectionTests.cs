namespace Vamos.Hub.Tests.ServiceNetwork;

using Vamos.Network;
using Vamos.Programmes.Checks;

public sealed class KnownProtectionTests
{
    [Fact]
    public void Services_close_gaps_of_the_protections_that_are_judged_and_of_no_others()
    {
        var judged = ProgrammeCheck.Folder(Path.Combine(AppContext.BaseDirectory, "programmes")).Book!.Protections.Rules;

        Assert.Equal(judged.Select(rule => (rule.Code, rule.Pillar)).Order(), KnownProtection.All.Select(known => (known.Code, known.Pillar)).Order());
    }
}
