namespace Vamos.Clients.Tests;

using Vamos.Beneficiary.V1;
using Vamos.Clients.Beneficiaries;
using Vamos.Common.V1;

public sealed class AnswerTests
{
    [Theory]
    [InlineData(SourceState.Ok, true, true, 0)]
    [InlineData(SourceState.Partial, true, false, 0)]
    [InlineData(SourceState.NotFound, false, true, 0)]
    [InlineData(SourceState.NotAsked, false, true, 0)]
    [InlineData(SourceState.Unavailable, false, false, 1)]
    [InlineData(SourceState.TimedOut, false, false, 1)]
    [InlineData(SourceState.InvalidAnswer, false, false, 1)]
    public void Answer_of_one_source_tells_whether_the_person_was_found_and_what_is_missing(SourceState state, bool found, bool complete, int missing)
    {
        var answer = new BeneficiaryAnswer(new Beneficiary { Sources = { new SourceStatus { Institution = "mds", State = state } } }, "");

        Assert.Equal(found, answer.IsFound);
        Assert.Equal(complete, answer.IsComplete);
        Assert.Equal(missing, answer.Missing.Count);
    }
}
