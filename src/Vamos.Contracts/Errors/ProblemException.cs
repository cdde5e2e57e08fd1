namespace Vamos.Contracts.Errors;

/// <summary>Ends a use case with a problem that the caller is told about as it is.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Message)
{
    /// <summary>What the caller is told.</summary>
    public Problem Problem { get; } = problem;
}
