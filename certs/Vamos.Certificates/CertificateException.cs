namespace Vamos.Certificates;

/// <summary>Something about a certificate or key file is wrong. The message names the file and says what to do about it.</summary>
public sealed class CertificateException : Exception
{
    /// <summary>Creates the exception with a message meant for the person who runs the program.</summary>
    public CertificateException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message meant for the person who runs the program, and its cause.</summary>
    public CertificateException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception without saying what is wrong.</summary>
    public CertificateException()
    {
    }
}
