namespace Vamos.Adapters.Health.Hl7.Events;

/// <summary>What is kept about a patient, each with the moment at which it was said.</summary>
internal enum PatientField
{
    Cedula,
    Name,
    Birth,
    Sex,
    Marital,
    Death,
}
