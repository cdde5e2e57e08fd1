namespace Vamos.Clients;

using Vamos.Contracts.Errors;

/// <summary>Every institution answered, and none knows the person.</summary>
public sealed class PersonNotFoundException : VamosException
{
    internal PersonNotFoundException(Problem problem, string exchangeId, Exception? innerException)
        : base(problem, exchangeId, innerException)
    {
    }
}

/// <summary>The request breaks rules of the contract; <see cref="VamosException.Fields"/> says which. Sending it again does not help.</summary>
public sealed class InvalidRequestException : VamosException
{
    internal InvalidRequestException(Problem problem, string exchangeId, Exception? innerException)
        : base(problem, exchangeId, innerException)
    {
    }
}

/// <summary>The hub knows us not, or lets us not do this: the certificate, the agreement or the purpose does not cover it.</summary>
public sealed class AccessDeniedException : VamosException
{
    internal AccessDeniedException(Problem problem, string exchangeId, Exception? innerException)
        : base(problem, exchangeId, innerException)
    {
    }
}

/// <summary>The hub could not be reached or trusted, or could not take the call. The message says what to do.</summary>
public sealed class HubUnavailableException : VamosException
{
    internal HubUnavailableException(Problem problem, string exchangeId, Exception? innerException)
        : base(problem, exchangeId, innerException)
    {
    }
}

/// <summary>The deadline passed before the answer was ready. Whether the hub did what was asked is not known.</summary>
public sealed class HubDeadlineException : VamosException
{
    internal HubDeadlineException(Problem problem, string exchangeId, Exception? innerException)
        : base(problem, exchangeId, innerException)
    {
    }
}

/// <summary>What was to be changed has been changed by somebody else since it was read. Read it again, and make the change anew.</summary>
public sealed class ChangedMeanwhileException : VamosException
{
    internal ChangedMeanwhileException(Problem problem, string exchangeId, Exception? innerException)
        : base(problem, exchangeId, innerException)
    {
    }
}
