namespace Vamos.Certificates;

/// <summary>The certificate that a server presented when we last connected to it.</summary>
/// <param name="Institution">The institution that we called.</param>
/// <param name="SerialNumber">Its serial number, in hexadecimal.</param>
/// <param name="NotAfter">The last moment of its validity.</param>
/// <param name="SeenAt">When it was presented.</param>
public sealed record PresentedCertificate(string Institution, string SerialNumber, DateTimeOffset NotAfter, DateTimeOffset SeenAt);
